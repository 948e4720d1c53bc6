package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.container.Compose;
import dev.gatehouse.testsupport.container.Docker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docker-compose.yml} says before anything is started. Needs Docker Compose, but no engine. */
class ComposeFileTest {

    private static final Map<String, String> NEEDED = Map.of("POSTGRES_PASSWORD", "one", "KC_BOOTSTRAP_ADMIN_PASSWORD", "two", "GATEHOUSE_URL", "https://login.acme.test");

    @TempDir
    private Path folder;

    @BeforeEach
    void needCompose() {
        Docker.assumeCompose();
    }

    @Test
    @DisplayName("A missing secret or address is named, and nothing starts without it")
    void aMissingSecretOrAddressIsNamedAndStopsTheStart() throws IOException {
        for (String missing : NEEDED.keySet()) {
            Map<String, String> others = new LinkedHashMap<>(NEEDED);
            others.remove(missing);
            Docker.Answer answer = config(others);
            assertThat(answer.exitCode()).as(answer.text()).isNotZero();
            assertThat(answer.text()).contains("set " + missing + " in .env");
        }
    }

    @Test
    @DisplayName("Only the balancer and the inbox are published, and to this machine only")
    void onlyBalancerAndInboxAreReachedFromThisMachine() throws IOException {
        Docker.Answer answer = config(NEEDED);
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        List<String> published = new ArrayList<>();
        Admin.JSON.readTree(answer.text()).get("services").properties().forEach(service -> {
            for (JsonNode port : service.getValue().path("ports")) {
                published.add(service.getKey() + " " + port.get("host_ip").asText() + " " + port.get("published").asText());
            }
        });
        assertThat(published).containsExactlyInAnyOrder("balancer 127.0.0.1 8080", "mailpit 127.0.0.1 8025");
    }

    private Docker.Answer config(Map<String, String> variables) throws IOException {
        Path file = folder.resolve("some.env");
        Files.write(file, variables.entrySet().stream().map(variable -> variable.getKey() + "=" + variable.getValue()).toList());
        return Docker.run(Compose.ROOT, Map.of(), List.of("docker", "compose", "--env-file", file.toString(), "--profile", "inbox", "config", "--format", "json"));
    }
}
