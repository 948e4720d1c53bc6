package dev.gatehouse.testsupport.container;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Docker on this machine, where there is one. */
public final class Docker {

    /** The base images of {@code Dockerfile} and {@code docker-compose.yml}, except Keycloak's. */
    public static final List<String> IMAGES = List.of("postgres:17", "haproxy:3.0", Mailpit.IMAGE);

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration PATIENCE_WITH_A_QUESTION = Duration.ofSeconds(60);

    private Docker() {}

    /** The output and the exit code of a command. */
    public record Answer(int exitCode, String text) {}

    /** Keycloak's image of the version that the tests' own servers run. */
    public static String keycloakImage() {
        return "quay.io/keycloak/keycloak:" + TestServer.keycloakVersion();
    }

    /** Skips the test with the reason unless {@code docker compose} can be run. */
    public static void assumeCompose() {
        assumeAnswer("Docker Compose", List.of("docker", "compose", "version"));
    }

    /** Skips the test with the reason unless an engine answers and has these images. */
    public static void assumeEngineWith(List<String> images) {
        assumeAnswer("a Docker engine", List.of("docker", "version", "--format", "{{.Server.Version}}"));
        for (String image : images) {
            assumeAnswer(
                    "the image " + image + " (docker pull, or .ci/local-images)",
                    List.of("docker", "image", "inspect", image));
        }
    }

    private static void assumeAnswer(String what, List<String> command) {
        Answer answer;
        try {
            answer = run(Path.of("."), Map.of(), command, PATIENCE_WITH_A_QUESTION);
        } catch (UncheckedIOException | AssertionError e) {
            answer = new Answer(-1, e.getMessage());
        }
        if (answer.exitCode() != 0) {
            String reason = "SKIPPED: this machine has not " + what + ": "
                    + answer.text().strip();
            System.out.println(reason);
            abort(reason);
        }
    }

    /**
     * Runs a command with these variables added to the current environment, without those that affect Compose.
     *
     * @throws UncheckedIOException if there is no such command
     */
    public static Answer run(Path folder, Map<String, String> environment, List<String> command) {
        return run(folder, environment, command, PATIENCE);
    }

    private static Answer run(Path folder, Map<String, String> environment, List<String> command, Duration patience) {
        try {
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                    .directory(folder.toFile())
                    .redirectErrorStream(true);
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.matches("(KC|COMPOSE|GATEHOUSE|POSTGRES|KEYCLOAK)_.*"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            CompletableFuture<String> text = CompletableFuture.supplyAsync(() -> all(process.getInputStream()));
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                        .forEach(ProcessHandle::destroyForcibly);
                throw new AssertionError(command + " did not end within " + patience.toSeconds() + " s");
            }
            return new Answer(process.exitValue(), text.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String all(InputStream output) {
        try (output) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
