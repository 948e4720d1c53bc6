package dev.gatehouse.it.gate;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A stock realm for one test, with an app and a mail server. Closing removes it. */
final class DisposableRealm implements AutoCloseable {

    /** The client id of the app. */
    static final String APP = "app";

    private final TestServer server;
    private final String name = "own-" + UUID.randomUUID().toString().substring(0, 8);
    private final Admin admin;

    /** Creates it, with settings besides the usual ones. */
    DisposableRealm(TestServer server, Map<String, Object> settings) {
        this.server = server;
        this.admin = new Admin(server.url(), name);
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
                server.admin().get("").get("smtpServer"),
                "clients",
                List.of(Map.of("clientId", APP, "publicClient", true, "redirectUris", List.of(HttpBrowser.CALLBACK)))));
        realm.putAll(settings);
        new Admin(server.url(), "").send("POST", "", realm);
    }

    Admin admin() {
        return admin;
    }

    String name() {
        return name;
    }

    String url() {
        return server.url() + "/realms/" + name;
    }

    HttpBrowser browser() {
        return HttpBrowser.at(url());
    }

    @Override
    public void close() {
        admin.send("DELETE", "", null);
    }
}
