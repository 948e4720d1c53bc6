package dev.gatehouse.it;
import dev.gatehouse.demo.Installation;
import dev.gatehouse.demo.inbox.Inbox;
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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.keycloak.storage.UserStorageProviderFactory;

/** A real Keycloak with the packaged JARs, the reference realm and an inbox. One is shared by all tests of a process. */
final class TestServer implements AutoCloseable {

    /** How many mails about passwords may wait: few, so that a test can fill the queue. */
    static final int MAIL_QUEUE_SIZE = 24;

    /** Everything is logged, so that tests can look for what must not be, and counted. */
    private static final List<String> VERBOSE = List.of(
            "--spi-realm-restapi-extension--gatehouse--mail-queue-size=" + MAIL_QUEUE_SIZE,
            "--metrics-enabled=true", "--log=file", "--log-file-rotation-enabled=false", "--log-level=debug,org.hibernate.orm.jdbc.bind:trace");

    private static final ProviderJar READ_ONLY_STORE = new ProviderJar(
            ReadOnlyStoreFactory.ID, UserStorageProviderFactory.class, ReadOnlyStoreFactory.class, List.of(ReadOnlyStore.class));

    private static final String NETWORK_LIST_OPTION = "--spi-authenticator--gatehouse-adaptive-mfa--network-list=";

    private static final Duration TIME_TO_START = Duration.ofMinutes(10);

    private static TestServer shared;

    private final Path home;
    private final Inbox inbox;
    private final KeycloakServer keycloak;
    private final String databaseUrl;
    private final Path logFile;
    private final String metricsUrl;
    private final Admin admin;
    private final Admin partner;
    private final GoogleStandIn google;
    private final CibaChannel ciba = new CibaChannel();

    /**
     * What a server is made of.
     *
     * @param providers the JARs in its {@code providers} folder
     * @param realms what it imports
     * @param production whether it starts as in production
     */
    private record Make(List<Path> providers, Function<ReferenceRealm, Function<Path, List<Path>>> realms, boolean production) {

        static Make gatehouse(Installation installation) {
            return new Make(Stream.of(installation.providers(), installation.tools()).flatMap(List::stream).toList(), realm -> realm::writeTo, false);
        }

        static Make stock() {
            return new Make(List.of(), realm -> new StockRealm(realm)::writeTo, false);
        }

        Make inProduction() {
            return new Make(providers, realms, true);
        }

        boolean hasGatehouse() {
            return !providers.isEmpty();
        }
    }

    /**
     * Starts a server.
     *
     * @param node a server whose database it shares; {@code null} for one of its own
     */
    private TestServer(String name, Function<Installation, Make> makes, List<String> arguments, TestServer node) {
        // Classes run in several processes at once, each with a server of its own.
        Path work = Path.of(System.getProperty("gatehouse.servers"));
        Path directory = work.resolve(name);
        Installation installation = Installation.in(Path.of(System.getProperty("gatehouse.demo")));
        home = installation.distribution().unpackInto(directory);
        Make make = makes.apply(installation);
        KeycloakDistribution.installProviders(home, make.providers());
        if (make.hasGatehouse()) {
            READ_ONLY_STORE.installIn(home);
            ServerClock.PROVIDER.installIn(home);
        }
        writeNetworkList(home);
        int port = Ports.anyFree();
        int managementPort = Ports.anyFree();
        metricsUrl = "http://localhost:" + managementPort + "/metrics";
        int inboxPort = Ports.anyFree();
        inbox = Inbox.start(inboxPort, Ports.anyFree(), "http://localhost:" + port + "/realms/" + ReferenceRealm.NAME);
        databaseUrl = node == null ? KeycloakServerBuilder.sharedDatabaseUrl(home.resolve("data/h2/keycloakdb")) : node.databaseUrl;
        logFile = work.resolve(name + ".log");
        google = new GoogleStandIn(directory.resolve("google"));
        List<String> list = make.hasGatehouse() && arguments.stream().noneMatch(argument -> argument.startsWith(NETWORK_LIST_OPTION))
                ? List.of(NETWORK_LIST_OPTION + networkList(home))
                : List.of();
        List<String> all = Stream.of(VERBOSE, List.of("--log-file=" + logFile), list, google.keycloakArguments(), List.of(ciba.keycloakArgument()), arguments)
                .flatMap(List::stream).toList();
        try {
            Files.deleteIfExists(logFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        keycloak = KeycloakServer.in(home)
                .port(port)
                .managementPort(managementPort)
                .freshData(true)
                .production(make.production())
                .databaseUrl(databaseUrl)
                .arguments(all)
                .logFile(work.resolve(name + "-console.log"))
                .importRealms(node == null ? make.realms().apply(new ReferenceRealm(port, inbox.smtpPort(), inboxPort)).apply(directory.resolve("realm")) : List.of())
                .start();
        try {
            keycloak.awaitReady(TIME_TO_START);
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
            shared = new TestServer("keycloak", Make::gatehouse, List.of(), null);
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close, "stop the shared Keycloak"));
        }
        return shared;
    }

    /** A server of its own, for tests that must start it differently. */
    static TestServer with(String name, List<String> arguments) {
        return new TestServer(name, Make::gatehouse, arguments, null);
    }

    /**
     * Another node on the database of this one, which must be closed first. The two share nothing else: neither caches, nor the inbox that mails
     * are sent to.
     */
    TestServer anotherNode(String name, List<String> arguments) {
        return new TestServer(name, Make::gatehouse, Stream.concat(Stream.of("--cache=local"), arguments.stream()).toList(), this);
    }

    /** Keycloak as its project publishes it, with the realm {@code acme} as an admin would make it there. */
    static TestServer stock() {
        return new TestServer("stock", installation -> Make.stock(), List.of("--log-level=info"), null);
    }

    /** A server of its own as one starts it in production: answers are compressed, themes and templates cached. */
    static TestServer production() {
        return new TestServer("production", installation -> Make.gatehouse(installation).inProduction(), List.of("--log-level=info"), null);
    }

    /** The version of Keycloak that every server runs. */
    static String keycloakVersion() {
        return Installation.in(Path.of(System.getProperty("gatehouse.demo"))).keycloakVersion();
    }

    /** The list of networks that a server in this folder reads. */
    static Path networkList(Path home) {
        return home.resolve("networks.txt");
    }

    private static void writeNetworkList(Path home) {
        try {
            Files.writeString(networkList(home), "# addresses for documentation, which no other test comes from\n"
                    + "198.51.100.0/24 deny\n203.0.113.0/24 hosting\n203.0.113.128/25 vpn longer, so it holds\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of the server; a theme that is put into its folder {@code themes} is there at once. */
    Path home() {
        return home;
    }

    String url() {
        return keycloak.url();
    }

    String realmUrl() {
        return keycloak.url() + "/realms/" + ReferenceRealm.NAME;
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

    /** A connection to the database that Keycloak is using. */
    Connection database() throws SQLException {
        return DriverManager.getConnection(databaseUrl, KeycloakServerBuilder.DATABASE_USER, KeycloakServerBuilder.DATABASE_PASSWORD);
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
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(metricsUrl)).build();
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines()).body()
                    .filter(line -> line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
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
