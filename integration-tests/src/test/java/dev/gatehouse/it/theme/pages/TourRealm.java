package dev.gatehouse.it.theme.pages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A realm with Keycloak's own flows in which nearly everything is enabled that has a page. Closing removes it. */
public final class TourRealm implements AutoCloseable {

    public static final List<String> LOCALES = List.of(
            "ar", "az", "ca", "cs", "da", "de", "el", "en", "es", "eu", "fa", "fi", "fr", "hr", "hu", "hy", "id", "it",
            "ja", "ka", "kk", "ko", "ky", "lt", "lv", "nl", "no", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sl", "sv",
            "th", "tr", "uk", "vi", "zh-CN", "zh-TW");

    private static final List<String> ACTIONS = List.of(
            "CONFIGURE_TOTP",
            "UPDATE_PASSWORD",
            "UPDATE_PROFILE",
            "VERIFY_EMAIL",
            "TERMS_AND_CONDITIONS",
            "delete_account",
            "CONFIGURE_RECOVERY_AUTHN_CODES",
            "webauthn-register",
            "delete_credential",
            "idp_link",
            "UPDATE_EMAIL");

    private final TestServer server;
    private final String name = "tour-" + UUID.randomUUID().toString().substring(0, 8);
    private final Admin admin;

    public TourRealm(TestServer server) {
        this(server, "gatehouse");
    }

    /**
     * Creates the realm.
     *
     * @param theme its login theme
     */
    public TourRealm(TestServer server, String theme) {
        this.server = server;
        this.admin = new Admin(server.url(), name);
        Map<String, Object> realm = new HashMap<>(Map.of(
                "realm",
                name,
                "displayName",
                "Acme Phone",
                "enabled",
                true,
                "sslRequired",
                "none",
                "loginTheme",
                theme,
                "registrationAllowed",
                true,
                "resetPasswordAllowed",
                true,
                "rememberMe",
                true));
        realm.putAll(Map.of(
                "smtpServer",
                server.admin().get("").get("smtpServer"),
                "internationalizationEnabled",
                true,
                "supportedLocales",
                LOCALES,
                "defaultLocale",
                "en",
                "passwordPolicy",
                server.admin().get("").get("passwordPolicy").asText(),
                "organizationsEnabled",
                true));
        realm.put(
                "clients",
                List.of(
                        client("app"),
                        client("asks"),
                        client("otp"),
                        client("recovery"),
                        client("choice"),
                        client("key"),
                        client("first"),
                        client("resets"),
                        client("tells")));
        new Admin(server.url(), "").send("POST", "", realm);
        admin.send(
                "PUT",
                "/clients/" + admin.client("asks").get("id").asText(),
                Map.of("clientId", "asks", "name", "Asking app", "consentRequired", true));
        admin.send(
                "PUT",
                "/clients/" + admin.client("app").get("id").asText(),
                Map.of(
                        "clientId",
                        "app",
                        "name",
                        "App",
                        "baseUrl",
                        "http://localhost:9999/",
                        "attributes",
                        Map.of("oauth2.device.authorization.grant.enabled", "true")));
        admin.send(
                "PUT",
                "/clients/" + admin.client("tells").get("id").asText(),
                Map.of(
                        "clientId",
                        "tells",
                        "name",
                        "App that is told",
                        "frontchannelLogout",
                        true,
                        "attributes",
                        Map.of("frontchannel.logout.url", url() + "/.well-known/openid-configuration")));
        for (JsonNode action : admin.get("/authentication/required-actions")) {
            if (ACTIONS.contains(action.get("alias").asText())) {
                Map<String, Object> enabled = Admin.asMap(action);
                enabled.put("enabled", true);
                admin.send(
                        "PUT",
                        "/authentication/required-actions/"
                                + action.get("alias").asText(),
                        enabled);
            }
        }
    }

    private static Map<String, Object> client(String id) {
        return Map.of(
                "clientId",
                id,
                "publicClient",
                true,
                "redirectUris",
                List.of("http://localhost:9999/*"),
                "attributes",
                Map.of("post.logout.redirect.uris", "+"));
    }

    public TestServer server() {
        return server;
    }

    public Admin admin() {
        return admin;
    }

    public String url() {
        return server.url() + "/realms/" + name;
    }

    /** The URL to which an app sends users to sign in. */
    public String authorization(String client, String more) {
        return PageTour.authorization(url(), client, more);
    }

    @Override
    public void close() {
        admin.send("DELETE", "", null);
    }
}
