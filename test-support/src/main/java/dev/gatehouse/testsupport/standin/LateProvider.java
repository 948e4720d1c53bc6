package dev.gatehouse.testsupport.standin;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An identity provider that an admin adds while everything is running, and forgets about every flow of this project: the companies'
 * login server once more, by OpenID Connect.
 */
public final class LateProvider implements AutoCloseable {

    private final TestServer server;
    private final String alias = "late-" + UUID.randomUUID().toString().substring(0, 8);
    private final Admin.Restore client;

    /** Adds it, with settings besides the usual ones. */
    public LateProvider(TestServer server, Map<String, Object> settings) {
        this.server = server;
        client = Clients.added(server.partner(), alias, Map.of(
                "standardFlowEnabled", true, "redirectUris", List.of(server.realmUrl() + "/broker/" + alias + "/endpoint")));
        String partner = server.url() + "/realms/partner";
        String protocol = partner + "/protocol/openid-connect";
        Map<String, Object> provider = new HashMap<>(Map.of(
                "alias", alias,
                "providerId", "oidc",
                "enabled", true,
                "trustEmail", true,
                "config", Map.of(
                        "issuer", partner,
                        "authorizationUrl", protocol + "/auth",
                        "tokenUrl", protocol + "/token",
                        "jwksUrl", protocol + "/certs",
                        "useJwksUrl", "true",
                        "validateSignature", "true",
                        "clientId", alias,
                        "clientSecret", Clients.SECRET,
                        "clientAuthMethod", "client_secret_post",
                        "defaultScope", "openid profile email")));
        provider.putAll(settings);
        server.admin().send("POST", "/identity-provider/instances", provider);
    }

    public String alias() {
        return alias;
    }

    /** Makes somebody whom only the provider knows. */
    public Admin.User newStranger() {
        return stranger("u" + UUID.randomUUID().toString().substring(0, 8) + "@elsewhere.test");
    }

    /** Makes somebody at the provider who claims an address. */
    public Admin.User stranger(String email) {
        return server.partner().newUserNamed(email, email);
    }

    /** Links an account to somebody at the provider. */
    public void link(Admin.User account, Admin.User stranger) {
        server.admin().send("POST", "/users/" + account.id() + "/federated-identity/" + alias,
                Map.of("identityProvider", alias, "userId", stranger.id(), "userName", stranger.email()));
    }

    /** Makes somebody with an account that is linked, and with realm roles. */
    public Admin.User newMember(String... roles) {
        Admin.User account = server.admin().newUser(roles);
        link(account, stranger(account.email()));
        return account;
    }

    /** Opens an app and signs in here; shows whatever comes then. */
    public Page login(HttpBrowser browser, String app, String email) {
        return browser.open(app).follow("social-" + alias).enterPassword(email, Admin.PASSWORD);
    }

    @Override
    public void close() {
        server.admin().send("DELETE", "/identity-provider/instances/" + alias, null);
        client.close();
    }
}
