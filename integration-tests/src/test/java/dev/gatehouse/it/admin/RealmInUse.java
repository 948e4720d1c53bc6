package dev.gatehouse.it.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.TokenEndpoint;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** A realm with Keycloak's own flows, an app that also uses direct grants, and a mail server. Closing removes it. */
final class RealmInUse implements AutoCloseable {

    static final String APP = "shop";
    static final String SETUP = "/gatehouse/setup";

    private static final String GATE_CONFIG = "/authentication/required-actions/gatehouse-mfa-gate/config";

    /** What is different in each realm or at each time, and says nothing. */
    private static final List<String> OF_THE_MOMENT = List.of("id", "_id", "containerId", "notBefore", "internalId");

    private final String url;
    private final String name = "used-" + UUID.randomUUID().toString().substring(0, 8);
    private final Admin admin;

    RealmInUse(TestServer server) {
        this(server.url(), server.admin().get("").get("smtpServer"));
    }

    /** Adds the realm to a server at a URL, with the settings of a mail server. */
    RealmInUse(String url, Object smtpServer) {
        this.url = url;
        this.admin = new Admin(url, name);
        Map<String, Object> realm = new HashMap<>(Map.of(
                "realm",
                name,
                "enabled",
                true,
                "sslRequired",
                "none",
                "resetPasswordAllowed",
                true,
                "bruteForceProtected",
                true,
                "smtpServer",
                smtpServer,
                "clients",
                List.of(Map.of(
                        "clientId",
                        APP,
                        "publicClient",
                        true,
                        "directAccessGrantsEnabled",
                        true,
                        "redirectUris",
                        List.of(HttpBrowser.CALLBACK)))));
        new Admin(url, "").send("POST", "", realm);
    }

    String name() {
        return name;
    }

    Admin admin() {
        return admin;
    }

    Flows flows() {
        return new Flows(admin);
    }

    HttpBrowser browser() {
        return HttpBrowser.at(url + "/realms/" + name);
    }

    /** What the realm answers to a direct grant. */
    TokenEndpoint.Answer directGrant(Admin.User user, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(Map.of(
                "grant_type", "password", "client_id", APP, "username", user.email(), "password", Admin.PASSWORD));
        form.putAll(more);
        return token(form);
    }

    /** What the realm answers to a request of tokens. */
    TokenEndpoint.Answer token(Map<String, String> form) {
        Page answer = browser().wantingJson().post(url + "/realms/" + name + "/protocol/openid-connect/token", form);
        try {
            return new TokenEndpoint.Answer(answer.status(), Admin.JSON.readTree(answer.text()));
        } catch (IOException notJson) {
            throw new AssertionError(answer.status() + ": " + answer.text(), notJson);
        }
    }

    /** The plan with these options, as {@code name=value} joined by {@code &}. */
    JsonNode plan(String options) {
        return admin.send("POST", SETUP + "?dry-run=true&" + options, null);
    }

    /** Plans and applies what was planned; returns the ids of the steps. */
    List<String> apply(String options) {
        String hash = plan(options).get("hash").asText();
        return ids(admin.send("POST", SETUP + "?hash=" + hash + "&" + options, null));
    }

    /** Undoes everything. */
    JsonNode undo() {
        return admin.send("DELETE", SETUP, null);
    }

    /** The ids of the steps of a plan or a result. */
    static List<String> ids(JsonNode result) {
        return StreamSupport.stream(result.get("steps").spliterator(), false)
                .map(step -> step.get("id").asText())
                .toList();
    }

    /** Changes the mode in the form of the gate, which all MFA steps follow. */
    void mode(String mode) {
        Map<String, Object> settings = new HashMap<>();
        settingsOfGate()
                .properties()
                .forEach(setting ->
                        settings.put(setting.getKey(), setting.getValue().asText()));
        settings.put("mode", mode);
        admin.send("PUT", GATE_CONFIG, Map.of("config", settings));
    }

    /** Saves settings in the form of the gate. */
    void gateSettings(Map<String, String> settings) {
        admin.send("PUT", GATE_CONFIG, Map.of("config", settings));
    }

    /** The settings in the form of the gate. */
    JsonNode settingsOfGate() {
        return admin.get(GATE_CONFIG).get("config");
    }

    /** The realm as it is exported, without ids and times, in an order that does not depend on them. */
    String export() {
        JsonNode export = admin.send("POST", "/partial-export?exportClients=true&exportGroupsAndRoles=true", Map.of());
        return sorted(export).toPrettyString();
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> fields = new TreeMap<>();
            node.properties().stream()
                    .filter(field -> !OF_THE_MOMENT.contains(field.getKey()))
                    .forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            ObjectNode object = Admin.JSON.createObjectNode();
            fields.forEach(object::set);
            return object;
        }
        if (node.isArray()) {
            List<JsonNode> items = new ArrayList<>();
            node.forEach(item -> items.add(sorted(item)));
            items.sort((one, other) -> one.toString().compareTo(other.toString()));
            ArrayNode array = Admin.JSON.createArrayNode();
            items.forEach(array::add);
            return array;
        }
        return node;
    }

    @Override
    public void close() {
        admin.send("DELETE", "", null);
    }
}
