package dev.gatehouse.testsupport.database;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.gatehouse.demo.keycloak.Ports;
import dev.gatehouse.setup.DatabaseUser;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A database server for one test: on loopback, on a free port, with empty data. Closing stops it. */
public abstract class PrivateDatabase implements AutoCloseable {

    public static final String USER = "keycloak";
    public static final String PASSWORD = "keycloak-of-a-test";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

    private final Path folder;
    private final int port = Ports.anyFree();
    private final Thread atEnd = new Thread(this::stop, "stop a private database");
    private Process server;

    PrivateDatabase(String name) {
        folder = emptyFolder(name);
    }

    /** Returns a running PostgreSQL; a test without one is skipped. */
    public static PrivateDatabase postgreSql(String name) {
        return new PrivatePostgreSql(name).started();
    }

    /** Returns a running MariaDB; a test without one is skipped. */
    public static PrivateDatabase mariaDb(String name) {
        return new PrivateMariaDb(name).started();
    }

    /** The database for a server. */
    public abstract Database database();

    /** Creates the data folder. */
    abstract void initialise(Path data);

    /** The command of the database server, which runs in the foreground. */
    abstract List<String> serverCommand(Path data);

    /** Creates what must exist before Keycloak starts, unless it exists already. */
    abstract void prepare() throws SQLException;

    /** The system user that the programs run as when the tests run as root; empty if they may run as root. */
    Optional<String> systemUser() {
        return Optional.empty();
    }

    public int port() {
        return port;
    }

    public Path folder() {
        return folder;
    }

    /** The product and its version, as it reports them. */
    public String version() {
        try (Connection connection = database().connect()) {
            DatabaseMetaData metaData = connection.getMetaData();
            return metaData.getDatabaseProductName() + " " + metaData.getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public final PrivateDatabase started() {
        initialise(data());
        Runtime.getRuntime().addShutdownHook(atEnd);
        resume();
        System.out.println("A database of the test's own: " + version());
        return this;
    }

    /** Kills the server as a power cut does; its data stay. */
    public final void crash() {
        List<ProcessHandle> all = Stream.concat(Stream.of(server.toHandle()), server.descendants())
                .toList();
        // The first process would restart the others.
        all.forEach(ProcessHandle::destroyForcibly);
        Awaitility.await().atMost(PATIENCE).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Starts the server on its data, and returns when it accepts connections. */
    public final void resume() {
        server = start(serverCommand(data()), "server.log");
        try {
            Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                prepare();
                return true;
            });
        } catch (ConditionTimeoutException e) {
            close();
            throw new AssertionError("the database did not start: " + read("server.log"), e);
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** Runs a program and waits for its end. */
    void run(List<String> command) {
        try {
            Process process = start(command, "setup.log");
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(command + " failed: " + read("setup.log"));
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Process start(List<String> command, String log) {
        List<String> all = new ArrayList<>();
        if (systemUser().isPresent()) {
            DatabaseUser.ifRoot().ifPresent(user -> all.addAll(user.prefix()));
        }
        all.addAll(command);
        try {
            return new ProcessBuilder(all)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(folder.resolve(log).toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String log) {
        try {
            return Files.readString(folder.resolve(log));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atEnd);
        stop();
    }

    private void stop() {
        if (server == null) {
            return;
        }
        server.destroy();
        try {
            server.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.destroyForcibly();
    }

    /** Skips the test with the reason. */
    static <T> T skip(String reason) {
        System.out.println("SKIPPED: " + reason);
        return abort(reason);
    }

    private Path emptyFolder(String name) {
        try {
            Path made = Path.of(System.getProperty("gatehouse.servers"))
                    .toAbsolutePath()
                    .resolve(name);
            if (IS_ROOT && systemUser().isPresent() && !isOpenToAll(made.getParent())) {
                made = Files.createTempDirectory("gatehouse-" + name);
            }
            if (Files.exists(made)) {
                try (Stream<Path> old = Files.walk(made)) {
                    old.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
                }
            }
            Files.createDirectories(made);
            if (IS_ROOT && systemUser().isPresent()) {
                Files.setOwner(
                        made,
                        made.getFileSystem()
                                .getUserPrincipalLookupService()
                                .lookupPrincipalByName(systemUser().get()));
            }
            return made;
        } catch (UserPrincipalNotFoundException e) {
            return skip("The test runs as root, this database refuses to, and there is no user " + e.getName()
                    + " on this machine.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether every user of the machine can access a folder, as far as it exists. */
    private static boolean isOpenToAll(Path folder) throws IOException {
        for (Path path = folder; path != null; path = path.getParent()) {
            if (Files.exists(path)
                    && !Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }
}
