package dev.gatehouse.load;

import dev.gatehouse.demo.keycloak.LauncherException;
import dev.gatehouse.demo.keycloak.Ports;
import dev.gatehouse.setup.DatabaseUser;
import dev.gatehouse.setup.PostgreSqlPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A separate PostgreSQL with default configuration, on loopback and a free port, with a database that is initially empty and
 * deleted at the end. {@link PostgreSqlPrograms} finds its programs.
 */
final class Postgres implements AutoCloseable {

    static final String USER = "keycloak";
    static final String PASSWORD = "keycloak-under-load";

    /** PostgreSQL refuses to run as root. */
    private static final Optional<DatabaseUser> USER_FOR_ROOT = DatabaseUser.ifRoot();

    private static final long TIMEOUT_SECONDS = 120;
    private static final long RETRY_DELAY_MILLIS = 200;

    private final int port = Ports.anyFree();
    private final Path folder;
    private final Process server;
    private final Thread shutdownHook = new Thread(this::stop, "stop PostgreSQL");

    /** Starts a server. */
    Postgres() {
        try {
            folder = Files.createTempDirectory("gatehouse-load-postgres");
            if (USER_FOR_ROOT.isPresent()) {
                Files.setOwner(
                        folder,
                        folder.getFileSystem()
                                .getUserPrincipalLookupService()
                                .lookupPrincipalByName(USER_FOR_ROOT.get().name()));
            }
            Path data = folder.resolve("data");
            Path password = Files.writeString(folder.resolve("password"), PASSWORD);
            Process initialisation = start(List.of(
                    program("initdb"),
                    "--pgdata=" + data,
                    "--username=" + USER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8"));
            if (!initialisation.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || initialisation.exitValue() != 0) {
                throw new LauncherException("PostgreSQL cannot be set up; %s says why.".formatted(log()));
            }
            server = start(List.of(
                    program("postgres"),
                    "-D",
                    data.toString(),
                    "-h",
                    "127.0.0.1",
                    "-p",
                    Integer.toString(port),
                    "-c",
                    "unix_socket_directories="));
            Runtime.getRuntime().addShutdownHook(shutdownHook);
            awaitReady();
        } catch (IOException e) {
            throw new LauncherException("PostgreSQL cannot be started (%s).".formatted(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("The start of PostgreSQL was interrupted.", e);
        }
    }

    /** The arguments for Keycloak to use this database. */
    List<String> keycloakArguments() {
        return List.of("--db=postgres", "--db-url=" + url(), "--db-username=" + USER, "--db-password=" + PASSWORD);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), USER, PASSWORD);
    }

    /** The CPU seconds used so far. */
    double cpuSeconds() {
        return ProcFs.cpuSecondsWithChildren(server.toHandle());
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(shutdownHook);
        stop();
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    private void awaitReady() throws InterruptedException {
        long start = System.nanoTime();
        while (true) {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("select 1");
                return;
            } catch (SQLException e) {
                if (!server.isAlive() || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS)) {
                    throw new LauncherException(
                            "PostgreSQL does not answer (%s); %s says more.".formatted(e.getMessage(), log()), e);
                }
                Thread.sleep(RETRY_DELAY_MILLIS);
            }
        }
    }

    private Process start(List<String> command) throws IOException {
        List<String> all = new ArrayList<>();
        USER_FOR_ROOT.ifPresent(user -> all.addAll(user.prefix()));
        all.addAll(command);
        return new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private Path log() {
        return folder.resolve("postgres.log");
    }

    private void stop() {
        // SIGTERM waits for sessions to end; Keycloak, which owns them, was stopped before.
        server.destroy();
        try {
            if (!server.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor();
            }
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
            }
        } catch (IOException e) {
            System.err.println(folder + " cannot be deleted: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether its programs are installed on this machine. */
    static boolean isInstalled() {
        return PostgreSqlPrograms.folder().isPresent();
    }

    private static String program(String name) {
        return PostgreSqlPrograms.folder()
                .map(folder -> folder.resolve(name).toString())
                .orElseThrow(() -> new LauncherException(PostgreSqlPrograms.advice()));
    }
}
