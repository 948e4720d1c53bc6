package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.demo.Installation;
import dev.gatehouse.demo.keycloak.KeycloakServer;
import dev.gatehouse.demo.keycloak.Ports;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.container.Compose;
import dev.gatehouse.testsupport.container.Docker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies {@code deploy/first-administrator}, by which the compose file leaves no account of the first start behind. */
@Tag("slow")
class FirstAdministratorTest {

    private static final String CLIENT = "gatehouse-first-start";
    private static final String SECRET = UUID.randomUUID().toString();
    private static final String NAME = "olivia";
    private static final String ADDRESS = "http://localhost:8081";

    private static final Duration TIME_TO_START = Duration.ofMinutes(10);

    private static final Path FOLDER = Path.of(System.getProperty("gatehouse.servers"), "first-start");

    private static final int PORT = Ports.anyFree();
    private static final int MANAGEMENT_PORT = Ports.anyFree();

    private static Path home;
    private static KeycloakServer server;
    private static Admin master;
    private static Docker.Answer first;

    @BeforeAll
    static void startAndCreate() {
        home = Installation.in(Path.of(System.getProperty("gatehouse.demo")))
                .distribution()
                .unpackInto(FOLDER);
        start(true);
        master = new Admin(server.url(), "master");
        assertThat(clients()).as("what Keycloak creates at its first start").hasSize(1);
        first = command(Map.of());
        assertThat(first.exitCode()).as(first.text()).isZero();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    @DisplayName(
            "The administrator has all rights, gets codes by email, and chooses another password at the first login")
    void theAdministratorHasAllRights() {
        JsonNode user = master.get("/users?exact=true&username=" + NAME).get(0);
        assertThat(user.get("email").asText()).isEqualTo("olivia@acme.test");
        assertThat(user.get("requiredActions").toString()).contains("UPDATE_PASSWORD");
        assertThat(StreamSupport.stream(
                                master.get("/users/" + user.get("id").asText() + "/role-mappings/realm")
                                        .spliterator(),
                                false)
                        .map(role -> role.get("name").asText()))
                .contains("admin");
    }

    @Test
    @DisplayName("The client of the first start is gone, stays away after a restart, and a second run does nothing")
    void theClientOfTheFirstStartIsGone() {
        assertThat(clients()).isEmpty();
        Docker.Answer second = command(Map.of());
        assertThat(second.exitCode()).as(second.text()).isZero();
        assertThat(second.text()).contains("Nothing to do");
        server.close();
        start(false);
        assertThat(clients()).isEmpty();
    }

    @Test
    void administratorsSignInAtTheirOwnAddress() {
        assertThat(master.get("").at("/attributes/frontendUrl").asText()).isEqualTo(ADDRESS);
    }

    @Test
    void neitherPasswordNorSecretIsPrinted() {
        assertThat(first.text()).doesNotContain(SECRET).contains("is removed");
    }

    @Test
    void aMissingVariableIsNamed() {
        Docker.Answer answer = command(Map.of("GATEHOUSE_ADMIN_EMAIL", ""));
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text()).contains("GATEHOUSE_ADMIN_EMAIL is not set.");
    }

    @Test
    @DisplayName("A server that does not answer is an error, so that the balancer does not start")
    void aServerThatDoesNotAnswerIsAnError() {
        Docker.Answer answer = command(Map.of("GATEHOUSE_SERVER", "http://127.0.0.1:1"));
        assertThat(answer.exitCode()).as(answer.text()).isEqualTo(1);
    }

    private static void start(boolean fresh) {
        server = KeycloakServer.in(home)
                .port(PORT)
                .managementPort(MANAGEMENT_PORT)
                .freshData(fresh)
                .environment(Map.of("KC_BOOTSTRAP_ADMIN_CLIENT_ID", CLIENT, "KC_BOOTSTRAP_ADMIN_CLIENT_SECRET", SECRET))
                .logFile(FOLDER.resolve("console.log"))
                .start();
        server.awaitReady(TIME_TO_START);
    }

    private static JsonNode clients() {
        return master.get("/clients?clientId=" + CLIENT);
    }

    private static Docker.Answer command(Map<String, String> changes) {
        Path kcadm = home.resolve("bin/kcadm.sh");
        kcadm.toFile().setExecutable(true);
        Map<String, String> variables = new HashMap<>(Map.of(
                "KCADM",
                kcadm.toString(),
                "GATEHOUSE_SERVER",
                server.url(),
                "KC_BOOTSTRAP_ADMIN_CLIENT_ID",
                CLIENT,
                "KC_BOOTSTRAP_ADMIN_CLIENT_SECRET",
                SECRET,
                "GATEHOUSE_ADMIN",
                NAME,
                "GATEHOUSE_ADMIN_EMAIL",
                "olivia@acme.test",
                "GATEHOUSE_ADMIN_PASSWORD",
                SECRET,
                "GATEHOUSE_ADMIN_URL",
                ADDRESS));
        variables.putAll(changes);
        return Docker.run(Compose.ROOT, variables, List.of("bash", "deploy/first-administrator"));
    }
}
