package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.container.Compose;
import dev.gatehouse.testsupport.container.Docker;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Verifies that {@code deploy/secure-master} protects the administrators' realm, which nothing else covers. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MasterRealmTest {

    private static final String ROOT = "root@acme.test";
    private static final String PROGRAM = "automation";
    private static final String SECRET = "a-secret-of-a-program";

    private static TestServer server;
    private static Docker.Answer refused;
    private static JsonNode untouched;
    private static Docker.Answer secured;

    @BeforeAll
    static void secureTheRealmOfANewServer() {
        server = TestServer.with("master", List.of());
        Admin first = new Admin(server.url(), "master");
        first.send(
                "POST",
                "/clients",
                Map.of(
                        "clientId",
                        PROGRAM,
                        "publicClient",
                        false,
                        "secret",
                        SECRET,
                        "serviceAccountsEnabled",
                        true,
                        "standardFlowEnabled",
                        false));
        first.grant(first.userNamed("service-account-" + PROGRAM), "admin");
        first.send(
                "POST",
                "/clients",
                Map.of(
                        "clientId",
                        "workspace",
                        "publicClient",
                        true,
                        "redirectUris",
                        List.of("http://localhost:9999/*")));
        refused = command(Map.of("KC_CLI_PASSWORD", "admin"), "--user", "admin");
        untouched = first.get("");
        // The browsers of the tests come from other addresses, without TLS.
        first.realm(Map.of("smtpServer", server.admin().get("").get("smtpServer"), "sslRequired", "none"));
        secured = command(
                Map.of("KC_CLI_PASSWORD", "admin", "GATEHOUSE_ADMIN_PASSWORD", Admin.PASSWORD),
                "--user",
                "admin",
                "--admin",
                "root",
                "--email",
                ROOT,
                "--remove-temporary");
        assertThat(secured.exitCode()).as(secured.text()).isZero();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    @DisplayName("Nothing is changed while a code could not reach an administrator")
    void refusesWhatWouldLockAnAdministratorOut() {
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.text())
                .contains("master has no SMTP server")
                .contains("admin has no email address")
                .contains("Nothing was changed.");
        assertThat(untouched.get("browserFlow").asText()).isEqualTo("browser");
        assertThat(untouched.get("bruteForceProtected").asBoolean()).isFalse();
    }

    @Test
    void anAdministratorOnANewDeviceMeetsTheMfaStep() {
        Admin.User root = new Admin.User("", ROOT);
        Page first = HttpBrowser.at(server.url() + "/realms/master").open("workspace");
        assertThat(first.asksForPassword())
                .as(first.status() + " " + first.text())
                .isTrue();
        Page page = first.enterPassword("root", Admin.PASSWORD);
        assertThat(page.asksForCode()).as(page.text()).isTrue();
        assertThat(page.enterCode(Codes.latest(server, root)).isBackInTheApp()).isTrue();
    }

    @Test
    @DisplayName("A password alone gets nothing from the token endpoint either, and the first administrator is gone")
    void passwordsAloneOpenNothing() throws Exception {
        HttpResponse<String> root =
                token("grant_type=password&client_id=admin-cli&username=root&password=" + Admin.encode(Admin.PASSWORD));
        assertThat(root.statusCode()).isBetween(400, 401);
        assertThat(root.body()).contains("mfa_required");
        assertThat(token("grant_type=password&client_id=admin-cli&username=admin&password=admin")
                        .body())
                .contains("invalid_grant");
        assertThat(secured.text()).contains("the temporary account admin is removed");
    }

    @Test
    @DisplayName("Guessing is counted, events are kept, and the gate and its executor are there")
    void theRealmIsProtectedAsOthersAre() throws Exception {
        JsonNode master = get("");
        assertThat(master.get("bruteForceProtected").asBoolean()).isTrue();
        assertThat(master.get("eventsEnabled").asBoolean()).isTrue();
        assertThat(get("/authentication/required-actions/gatehouse-mfa-gate")
                        .get("enabled")
                        .asBoolean())
                .isTrue();
        assertThat(get("/client-policies/profiles").toString()).contains("gatehouse-mfa-gate");
    }

    @Test
    @DisplayName("The mode is in the form of the gate, as set-up writes it, and at no execution")
    void theModeIsInTheFormOfTheGate() throws Exception {
        assertThat(get("/authentication/required-actions/gatehouse-mfa-gate/config")
                        .at("/config/mode")
                        .asText())
                .isEqualTo("enforce");
        for (String flow : List.of("gatehouse%20browser", "gatehouse%20direct%20grant")) {
            for (JsonNode execution : get("/authentication/flows/" + flow + "/executions")) {
                if (execution.path("providerId").asText().startsWith("gatehouse-")) {
                    assertThat(execution.has("authenticationConfig"))
                            .as(execution.toString())
                            .isFalse();
                }
            }
        }
    }

    @Test
    @DisplayName("A program signs in as a client, and what is done is not done again")
    void aSecondRunByAProgramChangesNothing() throws Exception {
        List<String> flows = flows();
        Map<String, String> secret = Map.of("KC_CLI_CLIENT_SECRET", SECRET);
        Docker.Answer again = command(secret, "--client", PROGRAM);
        assertThat(again.exitCode()).as(again.text()).isZero();
        assertThat(again.text()).contains("Everything was already done.").doesNotContain("WARNING");
        assertThat(flows()).isEqualTo(flows);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void anUndoBindsKeycloaksFlowsAgain() throws Exception {
        assertThat(command(Map.of("KC_CLI_CLIENT_SECRET", SECRET), "--client", PROGRAM, "--undo")
                        .exitCode())
                .isZero();
        assertThat(token("grant_type=password&client_id=admin-cli&username=root&password="
                                + Admin.encode(Admin.PASSWORD))
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("").get("browserFlow").asText()).isEqualTo("browser");
    }

    private static List<String> flows() throws Exception {
        List<String> found = new ArrayList<>();
        for (JsonNode execution : get("/authentication/flows/gatehouse%20browser/executions")) {
            found.add(execution.get("id").asText() + " "
                    + execution.get("requirement").asText() + " "
                    + execution.path("providerId").asText());
        }
        assertThat(found).anyMatch(execution -> execution.endsWith("REQUIRED gatehouse-adaptive-mfa"));
        return found;
    }

    private static Docker.Answer command(Map<String, String> environment, String... arguments) {
        Path kcadm = server.home().resolve("bin/kcadm.sh");
        kcadm.toFile().setExecutable(true);
        Map<String, String> all = new HashMap<>(environment);
        all.put("KCADM", kcadm.toString());
        List<String> command = new ArrayList<>(List.of("bash", "deploy/secure-master", "--server", server.url()));
        command.addAll(List.of(arguments));
        Docker.Answer answer = Docker.run(Compose.ROOT, all, command);
        return answer;
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        String token = Admin.JSON
                .readTree(token("grant_type=client_credentials&client_id=" + PROGRAM + "&client_secret=" + SECRET)
                        .body())
                .get("access_token")
                .asText();
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/admin/realms/master" + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return Admin.JSON.readTree(Http.client()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static HttpResponse<String> token(String form) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server.url() + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return Http.client().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
