package dev.gatehouse.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.demo.Installation;
import dev.gatehouse.demo.inbox.Inbox;
import dev.gatehouse.demo.keycloak.AdminApi;
import dev.gatehouse.demo.keycloak.KeycloakDistribution;
import dev.gatehouse.demo.keycloak.KeycloakServer;
import dev.gatehouse.demo.keycloak.LauncherException;
import dev.gatehouse.demo.keycloak.Ports;
import dev.gatehouse.demo.keycloak.ReferenceRealm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real Keycloak in production mode, with a separate PostgreSQL, an inbox and a realm full of users. */
final class Site implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIME_TO_START = Duration.ofMinutes(20);
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

    private final String name;
    private final Software software;
    private final Path home;
    private final int port = Ports.anyFree();
    private final int managementPort = Ports.anyFree();
    private final Postgres postgres;
    private final Inbox inbox;
    private final LoadRealm realm;
    private final Path realmFile;
    private final Path logFile;
    private final Thread shutdownHook = new Thread(this::stopIfRunning, "stop Keycloak");
    private volatile KeycloakServer keycloak;

    /**
     * Starts the server, named after its software.
     *
     * @param folder the name of the folder, see {@link Load#serverFolder}
     */
    Site(Software software, String folder, Hash hash, List<Person> people) {
        this(software.label(), software, Load.serverFolder(folder), hash, people);
    }

    /**
     * Starts the server.
     *
     * @param name the name in reports
     * @param software the software to run
     * @param folder where the server is unpacked and its log is written
     * @param hash the initial password hashing
     * @param people the users
     */
    Site(String name, Software software, Path folder, Hash hash, List<Person> people) {
        this.name = name;
        this.software = software;
        Installation installation = Load.installation();
        home = installation.distribution().unpackInto(folder);
        logFile = folder.resolve("keycloak.log");
        KeycloakDistribution.installProviders(
                home, software == Software.GATEHOUSE ? installation.providers() : List.of());
        int inboxPort = Ports.anyFree();
        inbox = Inbox.start(inboxPort, Ports.anyFree(), realmUrl());
        realm = new LoadRealm(software, new ReferenceRealm(port, inbox.smtpPort(), inboxPort));
        postgres = new Postgres();
        try {
            realmFile = Files.createDirectories(folder.resolve("realm")).resolve(ReferenceRealm.NAME + "-realm.json");
            Files.writeString(realmFile, realm.json(hash, people));
            start();
        } catch (IOException e) {
            close();
            throw new LauncherException("The realm cannot be written to %s (%s).".formatted(folder, e.getMessage()), e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    String name() {
        return name;
    }

    /** The URL of the realm. */
    String realmUrl() {
        return realmUrl(ReferenceRealm.NAME);
    }

    /** The URL of another realm. */
    String realmUrl(String realmName) {
        return "http://localhost:" + port + "/realms/" + realmName;
    }

    Postgres postgres() {
        return postgres;
    }

    /** Keycloak's process id. */
    long pid() {
        return keycloak.pid();
    }

    /** The CPU time that both processes have used so far. */
    Meter meter() {
        return Meter.read(pid(), postgres);
    }

    /** The field of the page that asks for the code. */
    String codeField() {
        return software == Software.GATEHOUSE ? "code" : "otp";
    }

    /** The code that a user types: of the latest email, or of the authenticator app; empty if there is none. */
    Optional<String> code(Person person) {
        if (software != Software.GATEHOUSE) {
            return Optional.of(Person.APP.code());
        }
        return inbox.messages(person.email()).stream()
                .map(mail -> CODE.matcher(mail.text()))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }

    /** Changes the password hashing for all later logins. */
    void hash(Hash hash) {
        ObjectNode change = JSON.createObjectNode().put("passwordPolicy", realm.passwordPolicy(hash));
        administrate(admin -> {
            admin.put(ReferenceRealm.NAME, "", change);
            return change;
        });
    }

    /**
     * Gives users the stored password of another, hash and all. All have the same password, and hashing it for each would take long.
     *
     * @param from the user whose password is copied
     * @param to the prefix of the email addresses of the others
     */
    void copyPassword(Person from, String to) {
        try (Connection connection = postgres.connect();
                PreparedStatement update = connection.prepareStatement("""
                        update credential set secret_data = given.secret_data, credential_data = given.credential_data
                        from credential given join user_entity giver on giver.id = given.user_id
                        where giver.email = ? and given.type = 'password' and credential.type = 'password'
                        and credential.user_id in (select id from user_entity where email like ? || '%')""")) {
            update.setString(1, from.email());
            update.setString(2, to);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new LauncherException("A password cannot be copied (%s).".formatted(e.getMessage()), e);
        }
    }

    /** Ends all sessions, so that no user has unrealistically many, and deletes all emails. */
    void endAllSessions() {
        administrate(admin -> admin.post(ReferenceRealm.NAME, "/logout-all", JSON.createObjectNode()));
        inbox.clear();
    }

    /** Stops Keycloak; its data are kept. */
    void stop() {
        Runtime.getRuntime().removeShutdownHook(shutdownHook);
        stopIfRunning();
    }

    private void stopIfRunning() {
        if (keycloak != null) {
            keycloak.close();
            keycloak = null;
        }
    }

    /** Starts Keycloak and waits until it responds. */
    void start() {
        keycloak = KeycloakServer.in(home)
                .port(port)
                .managementPort(managementPort)
                .production(true)
                .arguments(postgres.keycloakArguments())
                .importRealms(List.of(realmFile))
                .logFile(logFile)
                .start();
        Runtime.getRuntime().addShutdownHook(shutdownHook);
        keycloak.awaitReady(TIME_TO_START);
    }

    @Override
    public void close() {
        stop();
        postgres.close();
        inbox.close();
    }

    /**
     * Calls of the admin REST API.
     *
     * @param <T> the result
     */
    @FunctionalInterface
    interface Administration<T> {
        T by(AdminApi admin) throws IOException, InterruptedException;
    }

    /** Calls the admin REST API after a login; the calls must not take longer than a minute. */
    <T> T administrate(Administration<T> administration) {
        try {
            return administration.by(new AdminApi(keycloak.url()));
        } catch (IOException e) {
            throw new LauncherException(
                    "%s refused an admin request (%s). See its log: %s".formatted(name, e.getMessage(), logFile), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("The load test was interrupted.", e);
        }
    }
}
