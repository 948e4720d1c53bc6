package dev.gatehouse.demo.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Moves a realm that was imported by an earlier start to the ports of this start; Keycloak imports a realm only once. */
public final class RealmRefresher {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> APPS = List.of("dashboard", "workspace", "mobile");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String server;

    /** Works on the realm of this server, for example {@code http://localhost:8080}, as {@code admin}. */
    public RealmRefresher(String server) {
        this.server = server;
    }

    /**
     * Changes the mail server's port and the apps' addresses in Keycloak where they differ.
     *
     * @param realm the realm as it should be
     * @throws LauncherException if the Admin API refuses
     */
    public void refresh(ReferenceRealm realm) {
        try {
            String token = token();
            moveMailServer(token, realm.smtpPort());
            for (String app : APPS) {
                moveApp(token, app, "http://localhost:" + realm.inboxPort());
            }
        } catch (IOException e) {
            throw new LauncherException("The realm kept from the last start cannot be moved to the new ports (%s). Start with --fresh to begin anew."
                    .formatted(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("The start was interrupted.", e);
        }
    }

    private void moveMailServer(String token, int port) throws IOException, InterruptedException {
        JsonNode mailServer = get(token, "").path("smtpServer");
        if (mailServer instanceof ObjectNode settings && settings.path("port").asInt() != port) {
            settings.put("port", Integer.toString(port));
            put(token, "", JSON.createObjectNode().set("smtpServer", settings));
        }
    }

    private void moveApp(String token, String clientId, String origin) throws IOException, InterruptedException {
        JsonNode client = get(token, "/clients?clientId=" + clientId).path(0);
        String oldOrigin = client.path("baseUrl").asText().replaceFirst("/apps$", "");
        if (oldOrigin.isEmpty() || oldOrigin.equals(origin)) {
            return;
        }
        String moved = JSON.writeValueAsString(client)
                .replace('"' + oldOrigin + '"', '"' + origin + '"')
                .replace('"' + oldOrigin + '/', '"' + origin + '/');
        put(token, "/clients/" + client.path("id").asText(), JSON.readTree(moved));
    }

    private String token() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=password&client_id=admin-cli&username=admin&password=admin"))
                .build();
        return send(request).path("access_token").asText();
    }

    private JsonNode get(String token, String path) throws IOException, InterruptedException {
        return send(admin(token, path).GET().build());
    }

    private void put(String token, String path, JsonNode body) throws IOException, InterruptedException {
        send(admin(token, path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body.toString())).build());
    }

    private HttpRequest.Builder admin(String token, String path) {
        return HttpRequest.newBuilder(URI.create(server + "/admin/realms/" + ReferenceRealm.NAME + path)).header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException("%s answers %d".formatted(request.uri().getPath(), response.statusCode()));
        }
        return JSON.readTree(response.body());
    }
}
