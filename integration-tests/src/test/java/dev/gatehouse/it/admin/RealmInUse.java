package dev.gatehouse.it.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.admin.RealmExport;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.TokenEndpoint;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** A realm with Keycloak's own flows, an app that also uses direct grants, and a mail server. Closing removes it. */
final class RealmInUse implements AutoCloseable {

    static final String APP = "shop";
    static final String SETUP = "/gatehouse/setup";

    private static final String GATE_CONFIG = "/authentication/required-actions/gatehouse-mfa-gate/config";

    private final String url;
    private final String name;
    private final Admin admin;

    RealmInUse(TestServer server) {
        this(
                server.url(),
                "used-" + UUID.randomUUID().toString().substring(0, 8),
                server.admin().get("").get("smtpServer"));
    }

    /** Adds the realm to a server at a URL, with a name and the settings of a mail server. */
    RealmInUse(String url, String name, Object smtpServer) {
        this.url = url;
        this.name = name;
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
        settings(Map.of("mode", mode));
    }

    /** Changes some settings in the form of the gate. */
    void settings(Map<String, String> changes) {
        Map<String, Object> settings = new HashMap<>();
        settingsOfGate()
                .properties()
                .forEach(setting ->
                        settings.put(setting.getKey(), setting.getValue().asText()));
        settings.putAll(changes);
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
        return RealmExport.of(admin);
    }

    @Override
    public void close() {
        admin.send("DELETE", "", null);
    }
}
