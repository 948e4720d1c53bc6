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
     * Creates the interface for a user.
     *
     * @param browser a browser that has signed in, and whose app has tokens
     */
    public AccountApi(TestServer server, HttpBrowser browser) {
        this(server, browser.accessToken());
    }

    /** The interface, called with an access token. */
    public AccountApi(TestServer server, String token) {
        this.url = server.realmUrl() + "/account";
        this.token = token;
    }

    public HttpResponse<String> get(String path) {
        return call("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    /** Sends a POST with JSON. */
    public HttpResponse<String> post(String path, String json) {
        return call("POST", path, HttpRequest.BodyPublishers.ofString(json));
    }

    /** Sends a PUT with JSON. */
    public HttpResponse<String> put(String path, String json) {
        return call("PUT", path, HttpRequest.BodyPublishers.ofString(json));
    }

    public HttpResponse<String> delete(String path) {
        return call("DELETE", path, HttpRequest.BodyPublishers.noBody());
    }

    private HttpResponse<String> call(String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(method, body)
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
