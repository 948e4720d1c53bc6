package dev.gatehouse.demo.keycloak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The options of a {@link KeycloakServer}. Everything but the home has a default. */
public final class KeycloakServerBuilder {

    /** The user of the database of {@link #databaseUrl}. */
    public static final String DATABASE_USER = "sa";

    /** The password that goes with {@link #DATABASE_USER}. */
    public static final String DATABASE_PASSWORD = "password";

    private static final int MANAGEMENT_PORT_OFFSET = 1000;
    private static final String JAVA_OPTIONS = "JAVA_OPTS_APPEND";

    private final Path home;
    private final List<Path> realms = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> javaOptions = new ArrayList<>();
    private int port = 8080;
    private int managementPort;
    private boolean freshData;
    private boolean production;
    private String databaseUrl;
    private boolean sharesDatabase;
    private Path logFile;

    KeycloakServerBuilder(Path home) {
        this.home = home.toAbsolutePath().normalize();
        this.logFile = this.home.resolve("keycloak.log");
    }

    /** The server's port; 8080 by default. */
    public KeycloakServerBuilder port(int number) {
        port = number;
        return this;
    }

    /** The port of health and metrics; the server's port plus 1000 by default. */
    public KeycloakServerBuilder managementPort(int number) {
        managementPort = number;
        return this;
    }

    /** Whether all data of earlier starts is deleted first; false by default. */
    public KeycloakServerBuilder freshData(boolean fresh) {
        freshData = fresh;
        return this;
    }

    /**
     * Whether the server starts in production mode, with compression and with themes cached, instead of in development mode; false by
     * default. It listens on 127.0.0.1 only, without TLS, and without a cluster.
     */
    public KeycloakServerBuilder production(boolean like) {
        production = like;
        return this;
    }

    /**
     * Uses this H2 file instead of the one in the server's home. {@link #freshData} does not delete it.
     *
     * @param url see {@link #sharedDatabaseUrl(Path)} for one that another process may open at the same time
     */
    public KeycloakServerBuilder databaseUrl(String url) {
        databaseUrl = url;
        return this;
    }

    /**
     * Opens the H2 file in the server's home so that other programs may open it at the same time, with {@link #ownDatabaseUrl(Path)} and an
     * empty name and password, as Keycloak does itself. The data is the same with and without this option.
     */
    public KeycloakServerBuilder shareOwnDatabase() {
        sharesDatabase = true;
        return this;
    }

    /** Returns the URL of the database of {@link #shareOwnDatabase()} of the server in this home. */
    public static String ownDatabaseUrl(Path home) {
        return sharedDatabaseUrl(home.resolve("data").resolve("h2").resolve("keycloakdb"));
    }

    /** Realms to import; an existing realm is not changed. */
    public KeycloakServerBuilder importRealms(List<Path> json) {
        realms.addAll(json);
        return this;
    }

    /** Further arguments of {@code kc.sh start-dev} or {@code kc.sh start}, as {@code --name=value}; they replace the launcher's own of the same name. */
    public KeycloakServerBuilder arguments(List<String> more) {
        arguments.addAll(more);
        return this;
    }

    /** Further environment variables; they replace the launcher's own. */
    public KeycloakServerBuilder environment(Map<String, String> more) {
        environment.putAll(more);
        return this;
    }

    /** Further options of the Java process, for example {@code -Xmx1g}, after all others. They must not contain spaces. */
    public KeycloakServerBuilder javaOptions(List<String> more) {
        javaOptions.addAll(more);
        return this;
    }

    /** Lets a debugger on this machine attach to the server (JDWP). The server does not wait for it. */
    public KeycloakServerBuilder debugPort(int number) {
        // Not by kc.sh's own --debug: with DEBUG_SUSPEND=y in the caller's shell the server would wait.
        return javaOptions(
                List.of("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + number));
    }

    /** The file for everything that the server prints, truncated at the start; {@code HOME/keycloak.log} by default. */
    public KeycloakServerBuilder logFile(Path file) {
        logFile = file.toAbsolutePath().normalize();
        return this;
    }

    /**
     * Returns the URL of an H2 database that several processes may open at once.
     *
     * @param file the database file without its extension {@code .mv.db}
     */
    public static String sharedDatabaseUrl(Path file) {
        // Keycloak adds DB_CLOSE_ON_EXIT=FALSE when the setting is missing, and H2 refuses that together with
        // AUTO_SERVER.
        return "jdbc:h2:file:" + file.toAbsolutePath().normalize()
                + ";AUTO_SERVER=TRUE;DB_CLOSE_ON_EXIT=TRUE;NON_KEYWORDS=VALUE";
    }

    /**
     * Starts the server and returns at once, see {@link KeycloakServer#awaitReady}.
     *
     * @throws LauncherException if the process cannot be started
     */
    public KeycloakServer start() {
        int management = managementPort == 0 ? port + MANAGEMENT_PORT_OFFSET : managementPort;
        try {
            if (freshData) {
                Folders.delete(home.resolve("data"));
            }
            placeRealms();
            Files.createDirectories(logFile.getParent());
            ProcessBuilder builder = new ProcessBuilder(command(management))
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(logFile.toFile());
            fill(builder.environment());
            return new KeycloakServer(builder.start(), port, management, logFile);
        } catch (IOException e) {
            throw new LauncherException(
                    "Keycloak cannot be started from %s (%s). Delete that folder and run the command again."
                            .formatted(home, e),
                    e);
        }
    }

    private void placeRealms() throws IOException {
        Path folder = home.resolve("data").resolve("import");
        Folders.delete(folder);
        Files.createDirectories(folder);
        for (Path realm : realms) {
            Files.copy(realm, folder.resolve(realm.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private List<String> command(int management) {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin").resolve(windows ? "kc.bat" : "kc.sh").toString(),
                production ? "start" : "start-dev",
                "--http-port=" + port,
                "--http-management-port=" + management,
                // In development mode Keycloak itself listens on localhost, but its metrics would be open to the
                // network.
                "--http-management-host=127.0.0.1",
                "--proxy-headers=xforwarded",
                "--proxy-trusted-addresses=127.0.0.1",
                "--health-enabled=true",
                "--metrics-enabled=true"));
        if (production) {
            command.addAll(List.of(
                    "--http-enabled=true",
                    "--http-host=127.0.0.1",
                    "--hostname=http://localhost:" + port,
                    "--cache=local"));
        }
        if (!realms.isEmpty()) {
            command.add("--import-realm");
        }
        if (databaseUrl != null) {
            command.add("--db=dev-file");
            command.add("--db-url=" + databaseUrl);
            command.add("--db-username=" + DATABASE_USER);
            command.add("--db-password=" + DATABASE_PASSWORD);
        } else if (sharesDatabase) {
            command.add("--db-url=" + ownDatabaseUrl(home));
        }
        for (String argument : arguments) {
            String option = argument.replaceFirst("=.*", "=");
            command.removeIf(ours -> option.endsWith("=") && ours.startsWith(option));
            command.add(argument);
        }
        return command;
    }

    private void fill(Map<String, String> target) {
        // Settings for another Keycloak in the caller's shell would silently change this one.
        target.keySet().removeIf(name -> name.startsWith("KC_"));
        target.put("JAVA_HOME", System.getProperty("java.home"));
        target.put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        target.put("KC_BOOTSTRAP_ADMIN_PASSWORD", "admin");
        target.putAll(environment);
        List<String> options = new ArrayList<>(javaOptions);
        if (databaseUrl != null || sharesDatabase) {
            // Otherwise H2 opens the shared database to the whole network.
            options.add("-Dh2.bindAddress=127.0.0.1");
        }
        if (!options.isEmpty()) {
            target.merge(JAVA_OPTIONS, String.join(" ", options), (given, ours) -> given + " " + ours);
        }
    }
}
