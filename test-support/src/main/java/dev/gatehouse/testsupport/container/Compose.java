package dev.gatehouse.testsupport.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demo.keycloak.Ports;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;

/** The project of {@code docker-compose.yml} under its own name, ports and network, with the reference realm and the inbox. */
public final class Compose implements AutoCloseable {

    public static final Path ROOT = Path.of(System.getProperty("gatehouse.root"));

    private static final String ADMINISTRATOR = "admin";
    private static final Random RANDOM = new Random();

    private final String name = "gatehouse-try-" + UUID.randomUUID().toString().substring(0, 8);
    private final int port = Ports.anyFree();
    private final int adminPort = Ports.anyFree();
    private final int inboxPort = Ports.anyFree();
    private final String network = "10.213." + RANDOM.nextInt(256);
    private final String adminPassword = UUID.randomUUID().toString();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Path settingsFile;

    /**
     * Prepares a project without starting anything.
     *
     * @param image the name of the image that is built
     */
    public Compose(String image) {
        settings.put("COMPOSE_PROFILES", "inbox");
        settings.put("GATEHOUSE_IMAGE", image);
        settings.put("KEYCLOAK_VERSION", TestServer.keycloakVersion());
        settings.put("POSTGRES_PASSWORD", UUID.randomUUID().toString());
        settings.put("GATEHOUSE_ADMIN", ADMINISTRATOR);
        settings.put("GATEHOUSE_ADMIN_EMAIL", "admin@acme.test");
        settings.put("GATEHOUSE_ADMIN_PASSWORD", adminPassword);
        // The tests' administrator signs in without a browser.
        settings.put("GATEHOUSE_ADMIN_PASSWORD_CHANGE", "no");
        settings.put("GATEHOUSE_ADMIN_PORT", Integer.toString(adminPort));
        settings.put("GATEHOUSE_ADMIN_URL", adminUrl());
        settings.put("GATEHOUSE_URL", url());
        settings.put("GATEHOUSE_PORT", Integer.toString(port));
        settings.put("GATEHOUSE_INBOX_PORT", Integer.toString(inboxPort));
        settings.put("GATEHOUSE_NETWORK", network);
        settingsFile = Path.of(System.getProperty("gatehouse.work")).resolve(name + ".env");
    }

    public String url() {
        return "http://localhost:" + port;
    }

    /** The URL of the administrators. */
    public String adminUrl() {
        return "http://localhost:" + adminPort;
    }

    /** The address from which the containers see requests of this machine. */
    public String gateway() {
        return network + ".1";
    }

    public Mailpit inbox() {
        return new Mailpit("http://localhost:" + inboxPort);
    }

    public Admin admin() {
        return admin("acme");
    }

    /** The administrator of another realm. */
    public Admin admin(String realm) {
        return new Admin(adminUrl(), realm, ADMINISTRATOR, adminPassword);
    }

    public HttpBrowser newBrowser() {
        return HttpBrowser.at(url() + "/realms/acme");
    }

    /** Changes a variable for what is started from now on. */
    public void set(String variable, String value) {
        settings.put(variable, value);
    }

    /** Starts all services, or restarts those that use a changed variable, and waits until they are healthy. */
    public void up() {
        run("up", "--detach", "--wait", "--wait-timeout", "800");
    }

    /** Starts one service again, with the changed variables, and waits until it is healthy. */
    public void renew(String service) {
        run("up", "--detach", "--wait", "--wait-timeout", "800", "--no-deps", service);
    }

    /** Kills a service. */
    public void kill(String service) {
        run("kill", service);
    }

    /** The answer of a node's management interface, such as {@code /metrics}. */
    public String management(String service, String path) {
        return run(
                "exec",
                "-T",
                service,
                "bash",
                "-c",
                "exec 3<>/dev/tcp/127.0.0.1/9000 && printf 'GET " + path + " HTTP/1.0\\r\\n\\r\\n' >&3 && cat <&3");
    }

    /** Runs a command of {@code docker compose} that must succeed; returns its output. */
    public String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "docker",
                "compose",
                "--progress",
                "plain",
                "--project-name",
                name,
                "--env-file",
                settingsFile.toString(),
                "--file",
                "docker-compose.yml",
                "--file",
                "deploy/reference-realm.yml"));
        command.addAll(List.of(arguments));
        try {
            Files.writeString(
                    settingsFile,
                    settings.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Docker.Answer answer = Docker.run(ROOT, Map.of(), command);
        assertThat(answer.exitCode())
                .as("%s: %s", String.join(" ", arguments), answer.text())
                .isZero();
        return answer.text();
    }

    /** Removes everything, with its data. */
    @Override
    public void close() {
        run("down", "--volumes", "--timeout", "5");
        try {
            Files.delete(settingsFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
