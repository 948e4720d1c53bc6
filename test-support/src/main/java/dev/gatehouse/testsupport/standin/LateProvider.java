package dev.gatehouse.testsupport.standin;

import com.fasterxml.jackson.databind.JsonNode;
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
 * An identity provider that an admin adds to a running realm, without any of this project's flows. It leads to the companies' login server.
 */
public final class LateProvider implements AutoCloseable {

    private final TestServer server;
    private final Protocol protocol;
    private final String alias = "late-" + UUID.randomUUID().toString().substring(0, 8);
    private final Admin.Restore client;

    /** The protocol of the provider. */
    public enum Protocol {
        /** OpenID Connect. */
        OIDC,
        /** SAML. */
        SAML
    }

    /** Adds it by OpenID Connect, with additional settings. */
    public LateProvider(TestServer server, Map<String, Object> settings) {
        this(server, Protocol.OIDC, settings);
    }

    /** Adds it, with additional settings. */
    public LateProvider(TestServer server, Protocol protocol, Map<String, Object> settings) {
        this.server = server;
        this.protocol = protocol;
        String endpoint = server.realmUrl() + "/broker/" + alias + "/endpoint";
        Map<String, Object> provider = new HashMap<>();
        switch (protocol) {
            case OIDC -> {
                client = Clients.added(
                        server.partner(),
                        alias,
                        Map.of("standardFlowEnabled", true, "redirectUris", List.of(endpoint)));
                provider.putAll(oidc());
            }
            case SAML -> {
                client = Clients.added(server.partner(), "urn:" + alias, likeGlobexClient(endpoint));
                provider.putAll(likeGlobex());
            }
            default -> throw new AssertionError(protocol);
        }
        provider.putAll(settings);
        server.admin().send("POST", "/identity-provider/instances", provider);
        if (protocol == Protocol.SAML) {
            copyMappers();
        }
    }

    private Map<String, Object> oidc() {
        String partner = server.partnerUrl();
        String endpoints = partner + "/protocol/openid-connect";
        return Map.of(
                "alias",
                alias,
                "providerId",
                "oidc",
                "enabled",
                true,
                "trustEmail",
                true,
                "config",
                Map.of(
                        "issuer",
                        partner,
                        "authorizationUrl",
                        endpoints + "/auth",
                        "tokenUrl",
                        endpoints + "/token",
                        "jwksUrl",
                        endpoints + "/certs",
                        "useJwksUrl",
                        "true",
                        "validateSignature",
                        "true",
                        "clientId",
                        alias,
                        "clientSecret",
                        Clients.SECRET,
                        "clientAuthMethod",
                        "client_secret_post",
                        "defaultScope",
                        "openid profile email"));
    }

    /** The client at the companies' login server, like that of the reference realm's SAML provider. */
    private Map<String, Object> likeGlobexClient(String endpoint) {
        JsonNode globex = server.partner().client("urn:acme:sso");
        Map<String, Object> attributes = Admin.asMap(globex.get("attributes"));
        attributes.put("saml.metadataDescriptorUrl", endpoint + "/descriptor");
        return Map.of(
                "protocol",
                "saml",
                "standardFlowEnabled",
                true,
                "adminUrl",
                endpoint,
                "redirectUris",
                List.of(endpoint),
                "attributes",
                attributes,
                "protocolMappers",
                globex.get("protocolMappers").findParents("protocolMapper").stream()
                        .map(LateProvider::withoutId)
                        .toList());
    }

    /** Like the reference realm's SAML provider, but without its organization and flows. */
    private Map<String, Object> likeGlobex() {
        JsonNode globex = server.admin().get("/identity-provider/instances/sso");
        Map<String, Object> config = Admin.asMap(globex.get("config"));
        config.keySet().removeIf(key -> key.startsWith("kc.org."));
        config.put("entityId", "urn:" + alias);
        return Map.of("alias", alias, "providerId", "saml", "enabled", true, "trustEmail", true, "config", config);
    }

    private void copyMappers() {
        for (JsonNode mapper : server.admin().get("/identity-provider/instances/sso/mappers")) {
            Map<String, Object> copy = withoutId(mapper);
            copy.put("identityProviderAlias", alias);
            server.admin().send("POST", "/identity-provider/instances/" + alias + "/mappers", copy);
        }
    }

    private static Map<String, Object> withoutId(JsonNode representation) {
        Map<String, Object> copy = Admin.asMap(representation);
        copy.remove("id");
        return copy;
    }

    public String alias() {
        return alias;
    }

    /** Creates a user at the provider only. */
    public Admin.User newStranger() {
        return stranger("u" + UUID.randomUUID().toString().substring(0, 8) + "@elsewhere.test");
    }

    /** Creates a user at the provider who claims this address. */
    public Admin.User stranger(String email) {
        return server.partner().newUserNamed(email, email);
    }

    /** Links an account to a user of the provider. */
    public void link(Admin.User account, Admin.User stranger) {
        server.admin()
                .send(
                        "POST",
                        "/users/" + account.id() + "/federated-identity/" + alias,
                        Map.of("identityProvider", alias, "userId", subject(stranger), "userName", stranger.email()));
    }

    /** The provider's id of a user, as the realm stores it. */
    private String subject(Admin.User stranger) {
        return protocol == Protocol.SAML ? stranger.email() : stranger.id();
    }

    /** Creates a linked account with realm roles. */
    public Admin.User newMember(String... roles) {
        Admin.User account = server.admin().newUser(roles);
        link(account, stranger(account.email()));
        return account;
    }

    /** Opens an app and signs in at this provider; returns the next page. */
    public Page login(HttpBrowser browser, String app, String email) {
        return browser.open(app).follow("social-" + alias).enterPassword(email, Admin.PASSWORD);
    }

    @Override
    public void close() {
        server.admin().send("DELETE", "/identity-provider/instances/" + alias, null);
        client.close();
    }
}
