package dev.gatehouse.demo.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** Changes realms that were imported by an earlier start to the ports of this start; Keycloak imports a realm only once. */
public final class RealmRefresher {

    private static final List<String> APPS = List.of("dashboard", "workspace", "mobile");
    private static final String PROVIDERS = "/identity-provider/instances";
    private static final String CLIENTS = "/clients";

    private final String server;

    /** Changes the realms of this server, for example {@code http://localhost:8080}, as {@code admin}. */
    public RealmRefresher(String server) {
        this.server = server;
    }

    /**
     * Changes the mail server's port, the apps' URLs and the URLs by which the two realms know each other where they differ.
     *
     * @param realm the realm as it should be
     * @throws LauncherException if the Admin API refuses
     */
    public void refresh(ReferenceRealm realm) {
        try {
            AdminApi admin = new AdminApi(server);
            moveMailServer(admin, realm.smtpPort());
            for (String app : APPS) {
                moveApp(admin, app, "http://localhost:" + realm.inboxPort());
            }
            for (JsonNode provider : admin.get(ReferenceRealm.NAME, PROVIDERS)) {
                movePeer(
                        admin,
                        ReferenceRealm.NAME,
                        PROVIDERS + "/" + provider.path("alias").asText(),
                        provider);
            }
            for (JsonNode client : admin.get(ReferenceRealm.PARTNER, CLIENTS)) {
                movePeer(
                        admin,
                        ReferenceRealm.PARTNER,
                        CLIENTS + "/" + client.path("id").asText(),
                        client);
            }
        } catch (IOException e) {
            throw new LauncherException(
                    "The realm kept from the last start cannot be moved to the new ports (%s). Start with --fresh to start over."
                            .formatted(e.getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("The start was interrupted.", e);
        }
    }

    private void moveMailServer(AdminApi admin, int port) throws IOException, InterruptedException {
        JsonNode mailServer = admin.get(ReferenceRealm.NAME, "").path("smtpServer");
        if (mailServer instanceof ObjectNode settings && settings.path("port").asInt() != port) {
            settings.put("port", Integer.toString(port));
            admin.put(ReferenceRealm.NAME, "", AdminApi.JSON.createObjectNode().set("smtpServer", settings));
        }
    }

    private void moveApp(AdminApi admin, String clientId, String origin) throws IOException, InterruptedException {
        JsonNode client = admin.get(ReferenceRealm.NAME, CLIENTS + "?clientId=" + clientId)
                .path(0);
        String oldOrigin = client.path("baseUrl").asText().replaceFirst("/apps$", "");
        if (oldOrigin.isEmpty() || oldOrigin.equals(origin)) {
            return;
        }
        String moved = client.toString()
                .replace('"' + oldOrigin + '"', '"' + origin + '"')
                .replace('"' + oldOrigin + '/', '"' + origin + '/');
        admin.put(ReferenceRealm.NAME, CLIENTS + "/" + client.path("id").asText(), AdminApi.JSON.readTree(moved));
    }

    private void movePeer(AdminApi admin, String realm, String path, JsonNode peer)
            throws IOException, InterruptedException {
        JsonNode moved = AdminApi.JSON.readTree(
                peer.toString().replaceAll("\"http://localhost:\\d+/realms/", '"' + server + "/realms/"));
        if (!moved.equals(peer)) {
            admin.put(realm, path, moved);
        }
    }
}
