package dev.gatehouse.testsupport.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The access token of an administrator of a server. It is used for half of its lifetime: a login for each call costs the server more than
 * most calls do.
 */
final class AdminToken {

    private static final Map<Owner, AdminToken> ALL = new ConcurrentHashMap<>();

    private static final int UNAUTHORIZED = 401;

    private final HttpClient http = Http.client();
    private final Owner owner;
    private volatile Issued issued = new Issued("", Instant.MIN);

    private AdminToken(Owner owner) {
        this.owner = owner;
    }

    /** An administrator of the realm {@code master}. */
    private record Owner(String url, String name, String password) {}

    /** A token, and until when it is used. */
    private record Issued(String value, Instant until) {}

    /** The token that all calls by an administrator share. */
    static AdminToken of(String url, String name, String password) {
        return ALL.computeIfAbsent(new Owner(url, name, password), AdminToken::new);
    }

    /** Sends a request with the token; with a new one if the server refuses it, e.g. after a restart or with its clock moved. */
    HttpResponse<String> call(HttpClient client, HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = send(client, request, value());
            return answer.statusCode() == UNAUTHORIZED ? send(client, request, renewed()) : answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request, String token)
            throws IOException, InterruptedException {
        return client.send(
                request.setHeader("Authorization", "Bearer " + token).build(), HttpResponse.BodyHandlers.ofString());
    }

    private String value() throws IOException, InterruptedException {
        Issued now = issued;
        return Instant.now().isBefore(now.until()) ? now.value() : renewed();
    }

    private String renewed() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(owner.url() + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=password&client_id=admin-cli&username="
                        + Admin.encode(owner.name()) + "&password=" + Admin.encode(owner.password())))
                .build();
        Instant before = Instant.now();
        JsonNode tokens = Admin.JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        String value = tokens.get("access_token").asText();
        Duration lifetime = Duration.ofSeconds(tokens.path("expires_in").asLong());
        issued = new Issued(value, before.plus(lifetime.dividedBy(2)));
        return value;
    }
}
