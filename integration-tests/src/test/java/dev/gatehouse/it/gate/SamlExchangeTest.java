package dev.gatehouse.it.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.browser.SamlApp;
import dev.gatehouse.testsupport.browser.TokenEndpoint;
import dev.gatehouse.testsupport.browser.TokenEndpoint.Answer;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Verifies legacy token exchange, which issues a SAML assertion for a token. Keycloak creates its own protocol instance for it, which
 * bypasses the token issuance guard, and neither flow nor required action runs. Only the client policy executors can refuse it.
 */
@Tag("slow")
class SamlExchangeTest {

    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    private static final String SAML2 = "urn:ietf:params:oauth:token-type:saml2";

    private static TestServer server;
    private static Admin admin;
    private static TokenEndpoint tokens;

    @BeforeAll
    static void start() {
        server = TestServer.with("exchange", List.of("--features=token-exchange,admin-fine-grained-authz:v1"));
        admin = server.admin();
        tokens = new TokenEndpoint(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void noAssertionIsGivenForASessionWithoutAProof() {
        try (Admin.Restore client = Clients.added(admin, "exchanging", Map.of("directAccessGrantsEnabled", true));
                Admin.Restore app = new SamlApp(server).registered(SamlApp.Binding.POST)) {
            allowExchange("exchanging", SamlApp.ENTITY);
            Answer bare;
            try (Admin.Restore open = admin.disabledAction("gatehouse-mfa-gate");
                    Admin.Restore stock = admin.realm(Map.of("directGrantFlow", "direct grant"))) {
                bare = password(admin.newUser("agent"), Map.of());
            }
            try (Admin.Restore open = admin.withoutClientPolicies()) {
                assertThat(exchanged(bare).body().path("issued_token_type").asText())
                        .as("without the executors, to see that this test can fail")
                        .isEqualTo(SAML2);
            }
            assertThat(exchanged(bare).hasToken()).isFalse();
            assertThat(exchanged(bare).description()).startsWith("This session is not secured");
        }
    }

    @Test
    void noAssertionIsGivenForAnAppThatIsForOthers() {
        try (Admin.Restore client = Clients.added(admin, "exchanging", Map.of("directAccessGrantsEnabled", true));
                Admin.Restore app = new SamlApp(server).registered(SamlApp.Binding.POST)) {
            allowExchange("exchanging", SamlApp.ENTITY);
            Admin.User user = admin.newUser("agent");
            String challenge = password(user, Map.of()).body().get("mfa_token").asText();
            Answer secured = password(user, Map.of("mfa_token", challenge, "code", Codes.latest(server, user)));
            assertThat(exchanged(secured).body().path("issued_token_type").asText())
                    .as("while the app is for all users")
                    .isEqualTo(SAML2);
            try (Admin.Restore marked =
                    admin.action("gatehouse-app-access", Map.of("apps", "dashboard##" + SamlApp.ENTITY))) {
                assertThat(exchanged(secured).description()).isEqualTo("This account may not use this app.");
            }
        }
    }

    private static Answer password(Admin.User user, Map<String, String> more) {
        Map<String, String> form =
                new HashMap<>(Map.of("username", user.email(), "password", Admin.PASSWORD, "scope", "openid"));
        form.putAll(more);
        return tokens.grant("password", Clients.by("exchanging", form));
    }

    private static Answer exchanged(Answer before) {
        return tokens.grant(
                "urn:ietf:params:oauth:grant-type:token-exchange",
                Clients.by(
                        "exchanging",
                        Map.of(
                                "subject_token",
                                before.accessToken(),
                                "subject_token_type",
                                ACCESS_TOKEN,
                                "requested_token_type",
                                SAML2,
                                "audience",
                                SamlApp.ENTITY)));
    }

    /** Lets one client exchange tokens for those of another, as an admin does with Keycloak's fine-grained permissions. */
    private static void allowExchange(String from, String to) {
        JsonNode permissions = admin.send(
                "PUT",
                "/clients/" + admin.client(to).get("id").asText() + "/management/permissions",
                Map.of("enabled", true));
        String permission =
                permissions.get("scopePermissions").get("token-exchange").asText();
        String authorization =
                "/clients/" + admin.client("realm-management").get("id").asText() + "/authz/resource-server";
        JsonNode policy = admin.send(
                "POST",
                authorization + "/policy/client",
                Map.of(
                        "name",
                        "exchange " + permission,
                        "clients",
                        List.of(admin.client(from).get("id").asText())));
        Map<String, Object> scope = Admin.asMap(admin.get(authorization + "/permission/scope/" + permission));
        scope.put("policies", List.of(policy.get("id").asText()));
        admin.send("PUT", authorization + "/permission/scope/" + permission, scope);
    }
}
