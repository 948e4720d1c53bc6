package dev.gatehouse.testsupport.browser;

import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Keycloak's account REST interface, called with the token of an app. */
public final class AccountApi {

    private static final HttpClient HTTP = Http.client();

    private final String url;
    private final String token;

    /**
     * The interface.
     *
     * @param browser has signed in, and its app has got tokens
     */
    public AccountApi(TestServer server, HttpBrowser browser) {
        this.url = server.realmUrl() + "/account";
        this.token = browser.accessToken();
    }

    public HttpResponse<String> get(String path) {
        return call("GET", path);
    }

    public HttpResponse<String> delete(String path) {
        return call("DELETE", path);
    }

    private HttpResponse<String> call(String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
