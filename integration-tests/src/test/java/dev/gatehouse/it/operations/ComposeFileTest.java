package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.container.Compose;
import dev.gatehouse.testsupport.container.Docker;
import dev.gatehouse.testsupport.server.TestServer;
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

/** Verifies {@code docker-compose.yml} without starting anything. Needs Docker Compose, but no engine. */
class ComposeFileTest {

    private static final Map<String, String> NEEDED = Map.of(
            "POSTGRES_PASSWORD",
            "one",
            "GATEHOUSE_ADMIN_PASSWORD",
            "two",
            "GATEHOUSE_ADMIN_EMAIL",
            "olivia@acme.test",
            "GATEHOUSE_URL",
            "https://login.acme.test");

    private static final List<String> NODES = List.of("keycloak-1", "keycloak-2");

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
        List<String> published = new ArrayList<>();
        services(NEEDED).properties().forEach(service -> {
            for (JsonNode port : service.getValue().path("ports")) {
                published.add(service.getKey() + " " + port.get("host_ip").asText() + " "
                        + port.get("published").asText());
            }
        });
        assertThat(published)
                .containsExactlyInAnyOrder(
                        "balancer 127.0.0.1 8080", "balancer 127.0.0.1 8081", "mailpit 127.0.0.1 8025");
    }

    @Test
    @DisplayName("No container writes to its image, has a capability, or can get one")
    void containersAreReadOnlyAndHaveNoCapability() throws IOException {
        List<String> loose = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        services(NEEDED).properties().forEach(service -> {
            JsonNode settings = service.getValue();
            seen.add(service.getKey());
            if (!settings.path("read_only").asBoolean()
                    || !settings.path("cap_drop").toString().equals("[\"ALL\"]")
                    || settings.has("cap_add")
                    || settings.has("privileged")
                    || !settings.path("security_opt").toString().contains("no-new-privileges:true")) {
                loose.add(service.getKey());
            }
        });
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "balancer",
                        "administrator",
                        "keycloak-1",
                        "keycloak-2",
                        "postgres",
                        "mailpit",
                        "reference-realm");
        assertThat(loose).isEmpty();
    }

    @Test
    @DisplayName("The balancer starts only after the service that removes the client of the first start")
    void nobodyReachesANodeWhileTheClientOfTheFirstStartIsThere() throws IOException {
        JsonNode services = services(NEEDED);
        assertThat(services.at("/balancer/depends_on/administrator/condition").asText())
                .isEqualTo("service_completed_successfully");
        assertThat(services.at("/administrator/restart").asText()).isEqualTo("no");
        for (String variable : List.of("KC_BOOTSTRAP_ADMIN_CLIENT_ID", "KC_BOOTSTRAP_ADMIN_CLIENT_SECRET")) {
            String ofNode = services.at("/keycloak-1/environment/" + variable).asText();
            assertThat(ofNode).isNotBlank();
            assertThat(services.at("/administrator/environment/" + variable).asText())
                    .isEqualTo(ofNode);
        }
        for (String node : NODES) {
            assertThat(services.at("/" + node + "/environment").toString())
                    .doesNotContain("KC_BOOTSTRAP_ADMIN_PASSWORD");
        }
    }

    @Test
    @DisplayName(
            "Console and realm of the administrators have the address of their port, unless a variable says otherwise")
    void administratorsHaveAnAddressOfTheirOwn() throws IOException {
        for (Map<String, String> variables :
                List.of(with("GATEHOUSE_ADMIN_PORT", "9443"), with("GATEHOUSE_ADMIN_URL", "http://localhost:9443"))) {
            JsonNode services = services(variables);
            assertThat(services.at("/keycloak-2/environment/KC_HOSTNAME_ADMIN").asText())
                    .isEqualTo("http://localhost:9443");
            assertThat(services.at("/administrator/environment/GATEHOUSE_ADMIN_URL")
                            .asText())
                    .isEqualTo("http://localhost:9443");
        }
    }

    @Test
    @DisplayName(
            "The balancer knows the realm whose password people change, and redirects the well-known address there")
    void theBalancerKnowsWherePasswordsAreChanged() throws IOException {
        assertThat(services(with("GATEHOUSE_PASSWORD_REALM", "acme"))
                        .at("/balancer/environment/GATEHOUSE_PASSWORD_REALM")
                        .asText())
                .isEqualTo("acme");
        String balancer = Files.readString(Compose.ROOT.resolve("deploy/haproxy.cfg"));
        assertThat(balancer)
                .containsPattern(
                        "redirect location \"[$][{]GATEHOUSE_URL[}]/realms/[$][{]GATEHOUSE_PASSWORD_REALM[}]/account/[^\"]*\" code 302 if [{] path /[.]well-known/change-password [}] !admin_port");
    }

    @Test
    void administratorsComeFromThisMachineUnlessAVariableSaysOtherwise() throws IOException {
        assertThat(services(NEEDED)
                        .at("/balancer/environment/GATEHOUSE_ADMIN_NETWORKS")
                        .asText())
                .isEqualTo("172.30.77.1");
        assertThat(services(with("GATEHOUSE_NETWORK", "10.9.8"))
                        .at("/balancer/environment/GATEHOUSE_ADMIN_NETWORKS")
                        .asText())
                .isEqualTo("10.9.8.1");
        assertThat(services(with("GATEHOUSE_ADMIN_NETWORKS", "192.0.2.0/24 2001:db8::/32"))
                        .at("/balancer/environment/GATEHOUSE_ADMIN_NETWORKS")
                        .asText())
                .isEqualTo("192.0.2.0/24 2001:db8::/32");
    }

    @Test
    @DisplayName("Both nodes get the variables that brand pages and emails")
    void bothNodesGetTheVariablesThatBrandPagesAndEmails() throws IOException {
        Map<String, String> variables = new LinkedHashMap<>(NEEDED);
        List<String> branding = List.of(
                "GATEHOUSE_NAME",
                "GATEHOUSE_LOGO",
                "GATEHOUSE_LOGO_DARK",
                "GATEHOUSE_ACCENT",
                "GATEHOUSE_STYLESHEET",
                "GATEHOUSE_SUPPORT",
                "GATEHOUSE_PRIVACY",
                "GATEHOUSE_IMPRINT",
                "GATEHOUSE_POLICY",
                "GATEHOUSE_POLICY_HOSTS");
        branding.forEach(variable -> variables.put(variable, "value of " + variable));
        JsonNode services = services(variables);
        for (String node : NODES) {
            assertThat(branding).allSatisfy(variable -> assertThat(
                            services.at("/" + node + "/environment/" + variable).asText())
                    .isEqualTo("value of " + variable));
        }
        assertThat(services(NEEDED)
                        .at("/keycloak-1/environment/GATEHOUSE_ACCENT")
                        .asText())
                .isEqualTo("blue");
    }

    @Test
    @DisplayName("Both nodes see the folder for own files, read-only, and the options of .env")
    void bothNodesSeeOwnFilesAndOptions() throws IOException {
        String list = "KC_SPI_PASSWORD_POLICY__GATEHOUSE_PASSWORD_RULES__COMMON_PASSWORDS";
        Map<String, String> variables = with(list, "/opt/own/passwords.txt");
        variables.put("KC_PROXY_HEADERS", "forwarded");
        Files.write(folder.resolve(".env"), lines(variables));
        Docker.Answer answer = Docker.run(
                Compose.ROOT,
                Map.of(),
                List.of(
                        "docker",
                        "compose",
                        "--project-directory",
                        folder.toString(),
                        "--file",
                        "docker-compose.yml",
                        "config",
                        "--format",
                        "json"));
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        JsonNode services = Admin.JSON.readTree(answer.text()).get("services");
        for (String node : NODES) {
            assertThat(services.at("/" + node + "/environment/" + list).asText())
                    .isEqualTo("/opt/own/passwords.txt");
            assertThat(services.at("/" + node + "/environment/KC_PROXY_HEADERS").asText())
                    .as("what the file sets itself stays")
                    .isEqualTo("xforwarded");
            Map<String, String> mounts = new LinkedHashMap<>();
            for (JsonNode volume : services.at("/" + node + "/volumes")) {
                assertThat(volume.path("read_only").asBoolean())
                        .as(volume.toString())
                        .isTrue();
                mounts.put(volume.path("target").asText(), volume.path("source").asText());
            }
            assertThat(mounts)
                    .containsOnly(
                            Map.entry(
                                    "/opt/own",
                                    folder.toRealPath().resolve("deploy/own").toString()),
                            Map.entry(
                                    "/opt/keycloak/themes",
                                    folder.toRealPath()
                                            .resolve("deploy/own/themes")
                                            .toString()));
        }
        assertThat(Compose.ROOT.resolve("deploy/own/providers"))
                .as("the folder whose JARs are built into the image")
                .isDirectory();
    }

    @Test
    @DisplayName("Every image can be pinned to a digest, and a command finds the digests")
    void imagesAreTakenByTheDigestsThatPinImagesPrints() throws IOException {
        String digest = "sha256:" + "0123456789abcdef".repeat(4);
        Path engine = Files.writeString(
                folder.resolve("docker"), "#!/bin/sh\n[ \"$1\" = pull ] || echo \"some/name@" + digest + "\"\n");
        assertThat(engine.toFile().setExecutable(true)).isTrue();
        Docker.Answer answer = Docker.run(
                Compose.ROOT,
                Map.of("PATH", folder + ":" + System.getenv("PATH"), "KEYCLOAK_VERSION", TestServer.keycloakVersion()),
                List.of("bash", "deploy/pin-images"));
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        Map<String, String> pinned = new LinkedHashMap<>(NEEDED);
        answer.text()
                .lines()
                .forEach(line ->
                        pinned.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        JsonNode services = services(pinned);
        for (String service : List.of("balancer", "postgres", "mailpit")) {
            assertThat(services.at("/" + service + "/image").asText()).endsWith("@" + digest);
        }
        assertThat(services.at("/keycloak-1/build/args/KEYCLOAK_IMAGE").asText())
                .isEqualTo(Docker.keycloakImage() + "@" + digest);
    }

    private static List<String> lines(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
    }

    private static Map<String, String> with(String variable, String value) {
        Map<String, String> all = new LinkedHashMap<>(NEEDED);
        all.put(variable, value);
        return all;
    }

    private JsonNode services(Map<String, String> variables) throws IOException {
        Docker.Answer answer = config(variables);
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        return Admin.JSON.readTree(answer.text()).get("services");
    }

    private Docker.Answer config(Map<String, String> variables) throws IOException {
        Path file = folder.resolve("some.env");
        Files.write(file, lines(variables));
        return Docker.run(
                Compose.ROOT,
                Map.of(),
                List.of(
                        "docker",
                        "compose",
                        "--env-file",
                        file.toString(),
                        "--file",
                        "docker-compose.yml",
                        "--file",
                        "deploy/reference-realm.yml",
                        "--profile",
                        "inbox",
                        "config",
                        "--format",
                        "json"));
    }
}
