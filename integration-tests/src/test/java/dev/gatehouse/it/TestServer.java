package dev.gatehouse.it;

import static org.awaitility.Awaitility.await;

import dev.gatehouse.demo.Installation;
import dev.gatehouse.demo.inbox.Inbox;
import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.demo.keycloak.KeycloakDistribution;
import dev.gatehouse.demo.keycloak.KeycloakServer;
import dev.gatehouse.demo.keycloak.KeycloakServerBuilder;
import dev.gatehouse.demo.keycloak.Ports;
import dev.gatehouse.demo.keycloak.ReferenceRealm;
import dev.gatehouse.it.store.ReadOnlyStore;
import dev.gatehouse.it.store.ReadOnlyStoreFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.keycloak.storage.UserStorageProviderFactory;

/** A real Keycloak with the packaged JARs, the reference realm and an inbox. One is shared by all tests of a process. */
final class TestServer implements AutoCloseable {

    /** How many mails about passwords may wait: few, so that a test can fill the queue. */
    static final int MAIL_QUEUE_SIZE = 24;

    /** The least time between two emails to an account, on every server but {@link #withUsualEmailGap()}: short, so that tests need not wait long. */
    static final Duration EMAIL_GAP = Duration.ofSeconds(2);

    private static final String EMAIL_GAP_OPTION = "--spi-realm-restapi-extension--gatehouse--seconds-between-emails=";

    /** Everything is logged, so that tests can look for what must not be, and counted. */
    private static final List<String> VERBOSE = List.of(
            "--spi-realm-restapi-extension--gatehouse--mail-queue-size=" + MAIL_QUEUE_SIZE,
            EMAIL_GAP_OPTION + EMAIL_GAP.toSeconds(),
            "--metrics-enabled=true", "--log=file", "--log-level=debug,org.hibernate.orm.jdbc.bind:trace");

    private static final ProviderJar READ_ONLY_STORE = new ProviderJar(
            ReadOnlyStoreFactory.ID, UserStorageProviderFactory.class, ReadOnlyStoreFactory.class, List.of(ReadOnlyStore.class));

    private static final String HOSTNAME_OPTION = "--hostname=";

    private static final Duration TIME_TO_START = Duration.ofMinutes(10);

    private static TestServer shared;

    private final Path home;
    private final Inbox inbox;
    private final KeycloakServerBuilder builder;
    private KeycloakServer keycloak;
    private final Database database;
    private final String publicUrl;
    private final Path logFile;
    private final String metricsUrl;
    private final Admin admin;
    private final Admin partner;
    private final GoogleStandIn google;
    private final CibaChannel ciba = new CibaChannel();

    /**
     * Starts a server.
     *
     * @param node a server whose database it shares; {@code null} for one of its own
     * @param given a database of its own; {@code null} for a file
     */
    private TestServer(String name, Function<Installation, ServerMake> makes, List<String> arguments, TestServer node, Database given) {
        // Classes run in several processes at once, each with a server of its own.
        Path work = Path.of(System.getProperty("gatehouse.servers"));
        Path directory = work.resolve(name);
        Installation installation = Installation.in(Path.of(System.getProperty("gatehouse.demo")));
        home = installation.distribution().unpackInto(directory);
        ServerMake make = makes.apply(installation);
        KeycloakDistribution.installProviders(home, make.providers());
        if (make.hasGatehouse()) {
            READ_ONLY_STORE.installIn(home);
            ServerClock.PROVIDER.installIn(home);
        }
        TestNetworkList networks = TestNetworkList.writtenInto(home);
        keepLogInOneFile(home);
        int port = Ports.anyFree();
        int managementPort = Ports.anyFree();
        metricsUrl = "http://localhost:" + managementPort + "/metrics";
        publicUrl = arguments.stream().filter(argument -> argument.startsWith(HOSTNAME_OPTION)).findFirst()
                .map(argument -> argument.substring(HOSTNAME_OPTION.length())).orElse("http://localhost:" + port);
        int inboxPort = Ports.anyFree();
        inbox = Inbox.start(inboxPort, Ports.anyFree(), realmUrl());
        database = node != null ? node.database : given != null ? given : Database.h2(home.resolve("data/h2/keycloakdb"));
        logFile = work.resolve(name + ".log");
        google = new GoogleStandIn(directory.resolve("google"));
        List<String> list = make.hasGatehouse() ? networks.keycloakArguments(arguments) : List.of();
        List<String> all = Stream.of(VERBOSE, List.of("--log-file=" + logFile), list, google.keycloakArguments(), List.of(ciba.keycloakArgument()), database.keycloakArguments(), arguments)
                .flatMap(List::stream).toList();
        try {
            Files.deleteIfExists(logFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        builder = KeycloakServer.in(home)
                .port(port)
                .managementPort(managementPort)
                .freshData(true)
                .production(make.production())
                .databaseUrl(database.isH2() ? database.url() : null)
                .arguments(all)
                .logFile(work.resolve(name + "-console.log"))
                .importRealms(node == null ? make.realms().apply(new ReferenceRealm(port(), inbox.smtpPort(), inboxPort)).apply(directory.resolve("realm")) : List.of());
        try {
            start();
            if (make.hasGatehouse() && node == null) {
                GoogleStandIn.REGISTERED.addTo(keycloak.url());
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        admin = new Admin(keycloak.url(), ReferenceRealm.NAME);
        partner = new Admin(keycloak.url(), ReferenceRealm.PARTNER);
    }

    /** The server that all tests of this process share; started by the first, stopped when the tests end. */
    static synchronized TestServer shared() {
        if (shared == null) {
            shared = new TestServer("keycloak", ServerMake::gatehouse, List.of(), null, null);
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close, "stop the shared Keycloak"));
        }
        return shared;
    }

    /** A server of its own, where two emails to an account are half a minute apart: for tests that must not be too slow for the gap. */
    static TestServer withUsualEmailGap() {
        return with("usual-gap", List.of(EMAIL_GAP_OPTION + 30));
    }

    /** A server of its own, for tests that must start it differently. */
    static TestServer with(String name, List<String> arguments) {
        return new TestServer(name, ServerMake::gatehouse, arguments, null, null);
    }

    /**
     * Another node on the database of this one, which must be closed first. The two share nothing else: neither caches, nor the inbox that mails
     * are sent to.
     */
    TestServer anotherNode(String name, List<String> arguments) {
        return new TestServer(name, ServerMake::gatehouse, Stream.concat(Stream.of("--cache=local"), arguments.stream()).toList(), this, null);
    }

    /** Keycloak as its project publishes it, with the realm {@code acme} as an admin would make it there. */
    static TestServer stock() {
        return new TestServer("stock", installation -> ServerMake.stock(), List.of("--log-level=info"), null, null);
    }

    /** A server of its own as one starts it in production: answers are compressed, themes and templates cached. */
    static TestServer production() {
        return new TestServer("production", installation -> ServerMake.gatehouse(installation).inProduction(), List.of("--log-level=info"), null, null);
    }

    /** A server of its own on a database that the test has started. */
    static TestServer on(Database database, String name, List<String> arguments) {
        return new TestServer(name, ServerMake::gatehouse, arguments, null, database);
    }

    /**
     * The first node of a cluster, as in production. The arguments say how its nodes find each other, and its {@code --hostname} where people
     * find all of them.
     */
    static TestServer firstNode(Database database, String name, List<String> arguments) {
        return new TestServer(name, installation -> ServerMake.gatehouse(installation).inProduction(), arguments, null, database);
    }

    /** A further node of the cluster of this one. Mails go to the inbox of the first. */
    TestServer nextNode(String name, List<String> arguments) {
        return new TestServer(name, installation -> ServerMake.gatehouse(installation).inProduction(), arguments, this, null);
    }

    /** Stops it as a service manager does, so that it can be started again. */
    void stop() {
        keycloak.close();
    }

    /** Ends it as a crash does. */
    void kill() {
        keycloak.kill();
    }

    boolean isRunning() {
        return keycloak.isAlive();
    }

    /** Starts it, also again, on the data that it left, and waits until it answers. */
    void start() {
        keycloak = builder.start();
        builder.freshData(false);
        keycloak.awaitReady(TIME_TO_START);
    }

    /** The version of Keycloak that every server runs. */
    static String keycloakVersion() {
        return Installation.in(Path.of(System.getProperty("gatehouse.demo"))).keycloakVersion();
    }

    /** With Quarkus' own names: Keycloak 26.5 has no option for it. */
    private static void keepLogInOneFile(Path home) {
        try {
            Files.writeString(home.resolve("conf/quarkus.properties"), "quarkus.log.file.rotation.max-file-size=100G\nquarkus.log.file.rotation.rotate-on-boot=false\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of the server; a theme that is put into its folder {@code themes} is there at once. */
    Path home() {
        return home;
    }

    /** Where people find it. */
    String url() {
        return publicUrl;
    }

    /** Where it listens itself; the same as {@link #url()} unless it is a node of a cluster. */
    String ownUrl() {
        return keycloak.url();
    }

    String realmUrl() {
        return publicUrl + "/realms/" + ReferenceRealm.NAME;
    }

    Inbox inbox() {
        return inbox;
    }

    Admin admin() {
        return admin;
    }

    /** The admin of the realm that plays the companies' login servers. */
    Admin partner() {
        return partner;
    }

    /** What the server takes for Google. */
    GoogleStandIn google() {
        return google;
    }

    /** What the server asks whether a person agrees to a login that a program has begun. */
    CibaChannel ciba() {
        return ciba;
    }

    /** Where people find it, as a port of this machine. */
    int port() {
        return URI.create(publicUrl).getPort();
    }

    /** Waits until somebody who has just got an email may get the next. */
    void passTheEmailGap(Admin.User user) {
        // A second more, because the limit counts in whole seconds.
        Instant next = inbox.messages(user.email()).stream().map(Mail::received).max(Instant::compareTo).orElse(Instant.EPOCH).plus(EMAIL_GAP).plusSeconds(1);
        await().atMost(EMAIL_GAP.multipliedBy(5)).until(() -> Instant.now().isAfter(next));
    }

    /** Where it keeps its data. */
    Database data() {
        return database;
    }

    /** A connection to the database that Keycloak is using. */
    Connection database() throws SQLException {
        return database.connect();
    }

    /** Everything logged so far. */
    String log() {
        try {
            return Files.readString(logFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The value of a metric now, 0 before it was first counted.
     *
     * @param name with its labels, as Prometheus reads it
     */
    double metric(String name) {
        return ServerMetrics.read(metricsUrl, name);
    }

    /** All metrics now, as Prometheus reads them. */
    Stream<String> metricLines() {
        return ServerMetrics.lines(metricsUrl);
    }

    HttpBrowser newBrowser() {
        return new HttpBrowser(this);
    }

    @Override
    public void close() {
        if (keycloak != null) {
            keycloak.close();
        }
        inbox.close();
        google.close();
        ciba.close();
    }
}
