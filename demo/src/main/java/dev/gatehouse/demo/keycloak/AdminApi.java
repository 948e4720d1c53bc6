package dev.gatehouse.demo.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Keycloak's admin REST interface, as the demo's {@code admin}. An instance works for a minute, as long as its token. */
public final class AdminApi {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final int FIRST_FAILURE = 300;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String server;
    private final String token;

    /** Signs in to this server, for example {@code http://localhost:8080}. */
    public AdminApi(String server) throws IOException, InterruptedException {
        this.server = server;
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=password&client_id=admin-cli&username=admin&password=admin"))
                .build();
        token = send(request).path("access_token").asText();
    }

    /** Reads the resource at a path of a realm; the empty path is the realm itself. */
    public JsonNode get(String realm, String path) throws IOException, InterruptedException {
        return send(request(realm, path).GET().build());
    }

    /** Replaces the resource at a path of a realm. */
    public void put(String realm, String path, JsonNode body) throws IOException, InterruptedException {
        send(request(realm, path).PUT(BodyPublishers.ofString(body.toString())).build());
    }

    /** Adds a resource to a realm, or asks it to do something; returns the answer, which may be empty. */
    public JsonNode post(String realm, String path, JsonNode body) throws IOException, InterruptedException {
        return send(request(realm, path)
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    /** Removes the resource at a path of a realm; returns the answer, which may be empty. */
    public JsonNode delete(String realm, String path) throws IOException, InterruptedException {
        return send(request(realm, path).DELETE().build());
    }

    private HttpRequest.Builder request(String realm, String path) {
        return HttpRequest.newBuilder(URI.create(server + "/admin/realms/" + realm + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= FIRST_FAILURE) {
            throw new IOException("%s answered %d".formatted(request.uri().getPath(), response.statusCode()));
        }
        return JSON.readTree(response.body());
    }
}
