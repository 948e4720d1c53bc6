package dev.gatehouse.testsupport.server;

import dev.gatehouse.demo.Installation;
import dev.gatehouse.demo.inbox.Inbox;
import dev.gatehouse.demo.keycloak.Folders;
import dev.gatehouse.demo.keycloak.KeycloakDistribution;
import dev.gatehouse.demo.keycloak.KeycloakServer;
import dev.gatehouse.demo.keycloak.KeycloakServerBuilder;
import dev.gatehouse.demo.keycloak.Ports;
import dev.gatehouse.demo.keycloak.ReferenceRealm;
import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.database.Database;
import dev.gatehouse.testsupport.mail.MailInbox;
import dev.gatehouse.testsupport.server.external.ExternalStore;
import dev.gatehouse.testsupport.server.external.ExternalStoreFactory;
import dev.gatehouse.testsupport.server.external.ExternalUser;
import dev.gatehouse.testsupport.server.store.ReadOnlyStore;
import dev.gatehouse.testsupport.server.store.ReadOnlyStoreFactory;
import dev.gatehouse.testsupport.standin.CibaChannel;
import dev.gatehouse.testsupport.standin.GoogleStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.keycloak.storage.UserStorageProviderFactory;

/** A Keycloak that this process has started, with an inbox and stand-ins for third-party services. */
final class StartedServer implements ServerParts {

    private static final List<String> ALWAYS = List.of(
            "--spi-realm-restapi-extension--gatehouse--mail-queue-size=" + TestServer.MAIL_QUEUE_SIZE,
            TestServer.EMAIL_GAP_OPTION + TestServer.EMAIL_GAP.toSeconds(),
            // Test passwords need no protection: the default cost is up to 0.1 s of a processor for each user and each
            // login.
            "--spi-password-hashing--argon2--iterations=1",
            "--spi-password-hashing--argon2--memory=64",
            // In development mode every page would read its templates and messages again.
            "--spi-theme--cache-themes=true",
            "--spi-theme--cache-templates=true",
            "--metrics-enabled=true",
            "--log=file",
            "--log-level=info,dev.gatehouse:debug");

    private static final ProviderJar READ_ONLY_STORE = new ProviderJar(
            ReadOnlyStoreFactory.ID,
            UserStorageProviderFactory.class,
            ReadOnlyStoreFactory.class,
            List.of(ReadOnlyStore.class));

    private static final ProviderJar EXTERNAL_STORE = new ProviderJar(
            ExternalStoreFactory.ID,
            UserStorageProviderFactory.class,
            ExternalStoreFactory.class,
            List.of(ExternalStore.class, ExternalUser.class));

    private static final String HOSTNAME_OPTION = "--hostname=";

    /**
     * Only what runs very often is compiled by C2, above all the signatures of tokens: compiling costs a server that lives for minutes more
     * than it gains.
     */
    private static final List<String> SHORT_LIFE = List.of(
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=200000");

    private static final String H2_FILE = "data/h2/keycloakdb";

    private static final Duration TIME_TO_START = Duration.ofMinutes(10);

    private final Path home;
    private final Inbox inbox;
    private final KeycloakServerBuilder builder;
    private final Augmentation augmentation;
    /** {@code null} if the server has no database file of its own. */
    private final ImportedDatabase imported;

    private KeycloakServer keycloak;
    private final Database database;
    private final String publicUrl;
    private final Path logFile;
    private final String metricsUrl;
    private final GoogleStandIn google;
    private final CibaChannel ciba = new CibaChannel();

    /**
     * Starts a server.
     *
     * @param node a server whose database it shares; {@code null} for its own
     * @param given a database for this server; {@code null} for a file
     */
    StartedServer(
            String name,
            Function<Installation, ServerSpec> makes,
            List<String> arguments,
            StartedServer node,
            Database given) {
        // Test classes run in several processes at once, each with its own server.
        Path work = Path.of(System.getProperty("gatehouse.servers"));
        Path directory = work.resolve(name);
        Installation installation = Installation.in(Path.of(System.getProperty("gatehouse.demo")));
        home = ServerHome.in(
                installation.distribution(), Path.of(System.getProperty("gatehouse.work"), "unpacked"), directory);
        ServerSpec make = makes.apply(installation);
        KeycloakDistribution.installProviders(home, make.providers());
        if (make.hasGatehouse()) {
            READ_ONLY_STORE.installIn(home);
            EXTERNAL_STORE.installIn(home);
            ServerClock.PROVIDER.installIn(home);
        }
        TestNetworkList networks = TestNetworkList.writtenInto(home);
        keepLogInOneFile(home);
        int port = Ports.anyFree();
        int managementPort = Ports.anyFree();
        metricsUrl = "http://localhost:" + managementPort + "/metrics";
        publicUrl = arguments.stream()
                .filter(argument -> argument.startsWith(HOSTNAME_OPTION))
                .findFirst()
                .map(argument -> argument.substring(HOSTNAME_OPTION.length()))
                .orElse("http://localhost:" + port);
        int inboxPort = Ports.anyFree();
        inbox = Inbox.start(inboxPort, Ports.anyFree(), publicUrl + "/realms/" + ReferenceRealm.NAME);
        database = node != null ? node.database : given != null ? given : Database.h2(home.resolve(H2_FILE));
        logFile = work.resolve(name + ".log");
        google = new GoogleStandIn(directory.resolve("google"));
        List<String> list = make.hasGatehouse() ? networks.keycloakArguments(arguments) : List.of();
        List<String> all = Stream.of(
                        ALWAYS,
                        List.of("--log-file=" + logFile),
                        list,
                        google.keycloakArguments(),
                        List.of(ciba.keycloakArgument()),
                        database.keycloakArguments(),
                        arguments)
                .flatMap(List::stream)
                .toList();
        try {
            Folders.delete(home.resolve("data"));
            Files.deleteIfExists(logFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        augmentation = new Augmentation(
                Path.of(System.getProperty("gatehouse.work"), "augmented"), home, make.production(), all);
        augmentation.restore();
        ReferenceRealm ports = new ReferenceRealm(URI.create(publicUrl).getPort(), inbox.smtpPort(), inboxPort);
        List<Path> realms = node == null ? make.realms().apply(ports).apply(directory.resolve("realm")) : List.of();
        boolean ownFile = node == null
                && given == null
                && arguments.stream().noneMatch(argument -> argument.startsWith("--db-url="));
        imported = ownFile
                ? new ImportedDatabase(
                        Path.of(System.getProperty("gatehouse.work"), "imported"),
                        home.getFileName()
                                + augmentation.providers()
                                + make.realmsAsText(directory.resolve("realm-of-no-port")),
                        database,
                        ports)
                : null;
        if (ownFile) {
            imported.restore(home.resolve(H2_FILE + ".mv.db"));
        }
        builder = KeycloakServer.in(home)
                .port(port)
                .managementPort(managementPort)
                .production(make.production())
                .javaOptions(SHORT_LIFE)
                .databaseUrl(database.isH2() ? database.url() : null)
                .arguments(all)
                .logFile(work.resolve(name + "-console.log"))
                .importRealms(realms);
        try {
            start();
            if (make.hasGatehouse() && node == null) {
                GoogleStandIn.REGISTERED.addTo(keycloak.url());
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Stops it as a service manager does, so that it can be started again. */
    void stop() {
        keycloak.close();
    }

    /** Kills it, as a crash does. */
    void kill() {
        keycloak.kill();
    }

    boolean isRunning() {
        return keycloak.isAlive();
    }

    /** Starts or restarts it on its data, and waits until it answers. */
    void start() {
        try {
            keycloak = builder.start();
            keycloak.awaitReady(TIME_TO_START);
            // The database first: who waits for the augmentation looks for it next.
            if (imported != null) {
                imported.keep();
            }
            augmentation.keep();
        } finally {
            augmentation.unlock();
        }
    }

    /** With Quarkus' own option names: Keycloak 26.5 has no option for it. */
    private static void keepLogInOneFile(Path home) {
        try {
            Files.writeString(
                    home.resolve("conf/quarkus.properties"),
                    "quarkus.log.file.rotation.max-file-size=100G\nquarkus.log.file.rotation.rotate-on-boot=false\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String url() {
        return publicUrl;
    }

    @Override
    public String ownUrl() {
        return keycloak.url();
    }

    @Override
    public MailInbox inbox() {
        return MailInbox.of(inbox);
    }

    @Override
    public String metricsUrl() {
        return metricsUrl;
    }

    @Override
    public Path home() {
        return home;
    }

    @Override
    public Path logFile() {
        return logFile;
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public GoogleStandIn google() {
        return google;
    }

    @Override
    public HttpClient.Builder httpClient() {
        return google.introduceTo(Http.builder());
    }

    @Override
    public CibaChannel ciba() {
        return ciba;
    }

    @Override
    public String clockUrl() {
        return ServerClock.urlOf(ownUrl());
    }

    @Override
    public StartedServer started() {
        return this;
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
