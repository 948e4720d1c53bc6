package dev.gatehouse.demo;

import dev.gatehouse.demo.inbox.Inbox;
import dev.gatehouse.demo.keycloak.KeycloakServer;
import dev.gatehouse.demo.keycloak.LauncherException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/** The file {@code server.properties} in the run folder, by which tests find a running demo. {@link #close()} deletes it. */
final class RunFile implements AutoCloseable {

    private final Path file;

    private RunFile(Path folder) {
        this.file = folder.resolve("server.properties");
    }

    /** Writes the file into an existing folder. A process that waits for it never reads half of it. */
    static RunFile write(Path folder, Properties properties) {
        RunFile written = new RunFile(folder);
        Path unfinished = folder.resolve("server.properties.new");
        try {
            try (Writer writer = Files.newBufferedWriter(unfinished)) {
                properties.store(writer, "The demo that is running now; deleted when it stops.");
            }
            Files.move(unfinished, written.file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return written;
        } catch (IOException e) {
            throw new LauncherException(
                    "The file %s cannot be written (%s). Check its permissions and the space on the disk."
                            .formatted(written.file, e),
                    e);
        }
    }

    /** Deletes the file of a run that was killed. */
    static void deleteIn(Path folder) {
        new RunFile(folder).close();
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new LauncherException(
                    "The file %s cannot be deleted (%s). Delete it: it points tests to a server that is not running."
                            .formatted(file, e),
                    e);
        }
    }

    /** The content of the file. All of it stays true when Keycloak is restarted. */
    static final class Content {

        private final Properties properties = new Properties();

        /**
         * Describes a demo without its database.
         *
         * @param home the server's home
         */
        Content(KeycloakServer keycloak, Path home, Inbox inbox) {
            properties.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
            properties.setProperty("keycloak.url", keycloak.url());
            properties.setProperty("keycloak.management.url", keycloak.managementUrl());
            properties.setProperty("keycloak.home", home.toAbsolutePath().toString());
            properties.setProperty("keycloak.log", keycloak.logFile().toString());
            properties.setProperty("inbox.url", inbox.url());
            properties.setProperty("smtp.port", Integer.toString(inbox.smtpPort()));
        }

        /** Adds the JDBC URL of the database, which others may open while Keycloak uses it; it has no user name and password. */
        void database(String url) {
            properties.setProperty("database.url", url);
            properties.setProperty("database.user", "");
            properties.setProperty("database.password", "");
        }

        /** Writes the file into the demo's run folder. */
        RunFile writeTo(Path folder) {
            return write(folder, properties);
        }
    }
}
