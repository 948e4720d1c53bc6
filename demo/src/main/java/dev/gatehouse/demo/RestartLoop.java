package dev.gatehouse.demo;

import dev.gatehouse.demo.keycloak.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Restarts Keycloak whenever a build has finished a JAR. */
final class RestartLoop {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final JarWatch jars;
    private final Path providers;
    private final DemoServer server;
    private final Console console;
    private boolean saidThatItEnded;

    /**
     * Creates a loop for one server.
     *
     * @param jars the JARs to watch
     * @param providers the server's folder for JARs
     */
    RestartLoop(JarWatch jars, Path providers, DemoServer server, Console console) {
        this.jars = jars;
        this.providers = providers;
        this.server = server;
        this.console = console;
    }

    /** Returns only by an exception, when the server is closed finally. */
    void run() {
        while (true) {
            pause();
            List<Path> changed = jars.poll();
            if (!changed.isEmpty()) {
                restartWith(changed);
            } else {
                sayIfItEnded();
            }
        }
    }

    private void restartWith(List<Path> changed) {
        long begun = System.nanoTime();
        console.say(changed.stream().map(jar -> jar.getFileName().toString()).collect(Collectors.joining(", "))
                + " changed; restarting Keycloak …");
        try {
            // Copied before the server stops: the next build may begin in the meantime.
            List<Update> updates = changed.stream().map(this::copy).toList();
            server.restart(() -> updates.forEach(Update::install));
            console.say("Ready in %d s"
                    .formatted(Duration.ofNanos(System.nanoTime() - begun).toSeconds()));
            saidThatItEnded = false;
        } catch (LauncherException e) {
            if (server.isClosed()) {
                throw e;
            }
            console.failure(e.getMessage());
            console.say("Waiting for the next build.");
            saidThatItEnded = true;
        }
    }

    private Update copy(Path jar) {
        Path installed = providers.resolve(jar.getFileName());
        Path copy = providers.resolve(jar.getFileName() + ".new");
        try {
            Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
            if (Files.exists(installed) && JarDifference.needsOnlyAStart(installed, copy)) {
                // Keycloak decides by the timestamp whether it must rebuild itself.
                Files.setLastModifiedTime(copy, Files.getLastModifiedTime(installed));
            }
            return new Update(copy, installed);
        } catch (IOException e) {
            throw new LauncherException("%s cannot be copied to %s (%s). Build it again.".formatted(jar, copy, e), e);
        }
    }

    /**
     * A new version of a JAR.
     *
     * @param copy the copy that is to be installed
     * @param installed the file that it replaces
     */
    private record Update(Path copy, Path installed) {

        void install() {
            try {
                Files.move(copy, installed, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new LauncherException(
                        "%s cannot be replaced (%s). Check its permissions and build it again.".formatted(installed, e),
                        e);
            }
        }
    }

    private void sayIfItEnded() {
        if (saidThatItEnded || server.current().isAlive()) {
            return;
        }
        if (server.isClosed()) {
            throw new LauncherException("Keycloak was stopped.");
        }
        saidThatItEnded = true;
        console.failure(
                "Keycloak stopped unexpectedly. See its log for the reason: %s%nIt starts again after the next build."
                        .formatted(server.current().logFile()));
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("The demo was interrupted.", e);
        }
    }
}
