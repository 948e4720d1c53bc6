package dev.gatehouse.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.browser.TokenEndpoint;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Verifies that support staff can look users up, and can neither reset, set nor email passwords through the admin REST interface itself.
 */
class SupportRoleTest {

    private static final String FORBIDDEN = "403";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Admin.User target = admin.newUser("agent");
    private final String token = tokenOf(admin.newUser("support"));

    @Test
    void looksUsersUp() throws Exception {
        assertThat(call("GET", "/users?email=" + target.email(), ""))
                .startsWith("200")
                .contains(target.id());
        assertThat(call("GET", "/users/" + target.id(), "")).startsWith("200").contains(target.email());
        assertThat(call("GET", "/users/" + target.id() + "/sessions", "")).startsWith("200");
    }

    @Test
    void canNeitherResetNorSetNorEmailPasswordsNorAnythingElse() throws Exception {
        String user = "/users/" + target.id();
        String password = admin.credentials(target).get(0).get("id").asText();
        for (String[] call : new String[][] {
            {"PUT", user + "/reset-password", "{\"type\":\"password\",\"value\":\"An0ther!Passw0rd\"}"},
            {"PUT", user + "/reset-password-email", ""},
            {"PUT", user + "/execute-actions-email", "[\"UPDATE_PASSWORD\"]"},
            {"PUT", user + "/send-verify-email", ""},
            {"PUT", user + "/disable-credential-types", "[\"password\"]"},
            {"PUT", user, "{\"requiredActions\":[\"UPDATE_PASSWORD\"],\"email\":\"mine@acme.test\"}"},
            {"POST", user + "/impersonation", "{}"},
            {"POST", user + "/logout", "{}"},
            {"POST", "/users", "{\"username\":\"new\"}"},
            {"DELETE", user, ""},
            {"DELETE", user + "/credentials/" + password, ""},
            {"PUT", user + "/credentials/" + password + "/userLabel", "mine"},
            {"GET", "/authentication/flows", ""},
            {"GET", "/events", ""}
        }) {
            assertThat(call(call[0], call[1], call[2]))
                    .as("%s %s", call[0], call[1])
                    .startsWith(FORBIDDEN);
        }
        assertThat(new Recoveries(server).isPassword(target, Admin.PASSWORD)).isTrue();
    }

    private String tokenOf(Admin.User user) {
        try (Admin.Restore unchallenged = admin.mfa(Map.of("mode", "off"))) {
            return new TokenEndpoint(server)
                    .grant(
                            "password",
                            Map.of(
                                    "client_id",
                                    "mobile",
                                    "scope",
                                    "openid",
                                    "username",
                                    user.email(),
                                    "password",
                                    Admin.PASSWORD))
                    .accessToken();
        }
    }

    private String call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/admin/realms/acme" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", path.endsWith("userLabel") ? "text/plain" : "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = Http.client().send(request, HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }
}
