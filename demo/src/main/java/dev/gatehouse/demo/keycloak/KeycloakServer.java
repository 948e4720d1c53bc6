package dev.gatehouse.demo.keycloak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A Keycloak that runs as a child process, in development mode unless configured otherwise. Created by {@link #in(Path)}. */
public final class KeycloakServer implements AutoCloseable {

    private static final Duration TIME_TO_STOP = Duration.ofSeconds(20);
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(250);
    private static final int LOG_LINES_TO_SHOW = 15;

    private final Process process;
    private final int port;
    private final int managementPort;
    private final Path logFile;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    KeycloakServer(Process process, int port, int managementPort, Path logFile) {
        this.process = process;
        this.port = port;
        this.managementPort = managementPort;
        this.logFile = logFile;
    }

    /** Describes a server to start from an unpacked distribution, see {@link KeycloakDistribution#unpackInto}. */
    public static KeycloakServerBuilder in(Path home) {
        return new KeycloakServerBuilder(home);
    }

    /** Returns for example {@code http://localhost:8080}. */
    public String url() {
        return "http://localhost:" + port;
    }

    /** Returns the URL of health and metrics, for example {@code http://localhost:9080}. */
    public String managementUrl() {
        return "http://localhost:" + managementPort;
    }

    /** Returns the file with everything that the server prints. */
    public Path logFile() {
        return logFile;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Returns the id of the Java process, which is not the process that was started: that is a shell script. It changes after a rebuild.
     */
    public long pid() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(candidate -> candidate
                        .info()
                        .command()
                        .filter(command -> command.endsWith("java"))
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new LauncherException(
                        "Keycloak is not running. The end of its log, %s:%n%s".formatted(logFile, logTail())))
                .pid();
    }

    /**
     * Waits until the server answers.
     *
     * @throws LauncherException if it ends before, or does not answer in time
     */
    public void awaitReady(Duration timeout) {
        awaitReady(timeout, elapsed -> {});
    }

    /**
     * Waits until the server answers.
     *
     * @param timeout the longest time to wait
     * @param progress receives from time to time how long the wait has lasted
     * @throws LauncherException if it ends before, or does not answer in time
     */
    public void awaitReady(Duration timeout, Consumer<Duration> progress) {
        long start = System.nanoTime();
        while (!answers()) {
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            if (!process.isAlive()) {
                throw new LauncherException(
                        "Keycloak stopped while starting. The end of its log, %s:%n%s".formatted(logFile, logTail()));
            }
            if (elapsed.compareTo(timeout) > 0) {
                throw new LauncherException(
                        "Keycloak did not answer at %s within %d seconds. The end of its log, %s:%n%s"
                                .formatted(url(), timeout.toSeconds(), logFile, logTail()));
            }
            progress.accept(elapsed);
            pause();
        }
    }

    /** Waits until the server ends, by {@link #close()} or by itself. */
    public void awaitEnd() {
        process.onExit().join();
    }

    /** Asks the server to stop, waits for 20 seconds, and then ends it with all its children. */
    @Override
    public void close() {
        // The shell script starts Java as its child: collect all processes before the parent is gone.
        List<ProcessHandle> family = process.descendants().toList();
        process.destroy();
        try {
            process.waitFor(TIME_TO_STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(family);
    }

    /** Kills the server with all its children, as a crash does: it saves nothing and notifies no other node. */
    public void kill() {
        end(process.descendants().toList());
        process.onExit().join();
    }

    private void end(List<ProcessHandle> family) {
        Stream.concat(Stream.of(process.toHandle()), Stream.concat(family.stream(), process.descendants()))
                .filter(ProcessHandle::isAlive)
                .forEach(ProcessHandle::destroyForcibly);
    }

    private boolean answers() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/realms/master"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("The start of Keycloak was interrupted.", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_POLLS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("The start of Keycloak was interrupted.", e);
        }
    }

    private String logTail() {
        try {
            List<String> lines = new String(Files.readAllBytes(logFile), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join(
                    System.lineSeparator(), lines.subList(Math.max(0, lines.size() - LOG_LINES_TO_SHOW), lines.size()));
        } catch (IOException e) {
            return "(cannot be read: " + e.getMessage() + ")";
        }
    }
}
