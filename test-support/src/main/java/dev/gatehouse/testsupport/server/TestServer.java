package dev.gatehouse.testsupport.server;

import static org.awaitility.Awaitility.await;

import dev.gatehouse.demo.Installation;
import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.demo.keycloak.ReferenceRealm;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.database.Database;
import dev.gatehouse.testsupport.mail.MailInbox;
import dev.gatehouse.testsupport.standin.CibaChannel;
import dev.gatehouse.testsupport.standin.GoogleStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real Keycloak with the packaged JARs, the reference realm and an inbox. All tests of a process share one. */
public final class TestServer implements AutoCloseable {

    static {
        // Ten seconds are not enough for counters and emails on a machine that is busy with other tests.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    /** The capacity of the queue of recovery emails: small, so that a test can fill it. */
    public static final int MAIL_QUEUE_SIZE = 24;

    /** The least time between two emails to an account, on every server but {@link #withUsualEmailGap()}: short, so that tests need not wait long. */
    public static final Duration EMAIL_GAP = Duration.ofSeconds(2);

    /** By its former name, which earlier releases read too. */
    static final String EMAIL_GAP_OPTION = "--spi-realm-restapi-extension--gatehouse--seconds-between-emails=";

    /** By the name that wins over the former. */
    private static final String OTHER_EMAIL_GAP_OPTION = "--spi-gatehouse-email--default--seconds-between-emails=";

    private static final Duration USUAL_EMAIL_GAP = Duration.ofSeconds(30);

    private static final SharedServer SHARED = new SharedServer(() -> AttachedServer.wanted()
            .map(TestServer::new)
            .orElseGet(() -> started("keycloak", ServerSpec::gatehouse, List.of(), null, null)));
    private static final SharedServer USUAL_GAP =
            new SharedServer(() -> with("usual-gap", List.of(OTHER_EMAIL_GAP_OPTION + USUAL_EMAIL_GAP.toSeconds())));

    private final ServerParts parts;
    private final Admin admin;
    private final Admin partner;
    private final String realm;
    private final String partnerRealm;

    private TestServer(ServerParts parts) {
        this(parts, ReferenceRealm.NAME, ReferenceRealm.PARTNER);
    }

    private TestServer(ServerParts parts, String realm, String partnerRealm) {
        this.parts = parts;
        this.realm = realm;
        this.partnerRealm = partnerRealm;
        admin = parts.adminOf(realm);
        partner = parts.adminOf(partnerRealm);
    }

    private static TestServer started(
            String name,
            Function<Installation, ServerSpec> makes,
            List<String> arguments,
            TestServer node,
            Database given) {
        return new TestServer(
                new StartedServer(name, makes, arguments, node == null ? null : node.parts.started(), given));
    }

    /**
     * The server that all tests of this process share: the running demo that {@code -Dgatehouse.server} names, or one that the first test
     * starts and that stops when the tests end.
     */
    public static TestServer shared() {
        return SHARED.get();
    }

    /** A server that is already running, of which only the given parts are known. What it lacks skips the test that needs it. */
    public static TestServer running(RunningServer server) {
        return new TestServer(server);
    }

    /** The same server with other realms in place of the reference realm and its partner, e.g. copies of the two. */
    public TestServer inRealms(String name, String partnerName) {
        return new TestServer(parts, name, partnerName);
    }

    /** A separate server that logs everything, including the parameters of its SQL, for tests that search for leaked secrets. */
    public static TestServer verbose(List<String> more) {
        return with(
                "verbose",
                Stream.concat(Stream.of("--log-level=debug,org.hibernate.orm.jdbc.bind:trace"), more.stream())
                        .toList());
    }

    /**
     * Another shared server of this process, on which two emails to an account are half a minute apart: for tests that must not be too slow
     * for the gap, and for pages that show the remaining time.
     */
    public static TestServer withUsualEmailGap() {
        return USUAL_GAP.get();
    }

    /** A separate server, for tests that need other options. */
    public static TestServer with(String name, List<String> arguments) {
        return started(name, ServerSpec::gatehouse, arguments, null, null);
    }

    /**
     * A separate server with other JARs of Gatehouse than the usual ones.
     *
     * @param change what to install in place of the packaged JARs
     */
    public static TestServer withJars(String name, UnaryOperator<List<Path>> change, List<String> arguments) {
        return started(
                name,
                installation -> ServerSpec.of(change.apply(installation.providers()), installation),
                arguments,
                null,
                null);
    }

    /**
     * Another node on the database of this one, which must be closed first. The two share nothing else: neither caches nor the inbox of
     * their emails.
     */
    public TestServer anotherNode(String name, List<String> arguments) {
        return started(name, ServerSpec::gatehouse, arguments, this, null);
    }

    /** A stock Keycloak, with the realm {@code acme} as an admin would create it there. */
    public static TestServer stock() {
        return started("stock", installation -> ServerSpec.stock(), List.of("--log-level=info"), null, null);
    }

    /**
     * A separate server in production mode: responses are compressed, themes and templates cached.
     *
     * @param more further arguments
     */
    public static TestServer production(String... more) {
        return started(
                "production",
                installation -> ServerSpec.gatehouse(installation).inProduction(),
                Stream.of(
                                List.of("--log-level=info", OTHER_EMAIL_GAP_OPTION + USUAL_EMAIL_GAP.toSeconds()),
                                List.of(more))
                        .flatMap(List::stream)
                        .toList(),
                null,
                null);
    }

    /** A separate server on a database that the test has started. */
    public static TestServer on(Database database, String name, List<String> arguments) {
        return started(name, ServerSpec::gatehouse, arguments, null, database);
    }

    /**
     * The first node of a cluster, in production mode. The arguments set how its nodes find each other, and its {@code --hostname} the
     * public URL of all of them.
     */
    public static TestServer firstNode(Database database, String name, List<String> arguments) {
        return started(
                name, installation -> ServerSpec.gatehouse(installation).inProduction(), arguments, null, database);
    }

    /** The first node of a cluster that has the JARs of another release. */
    static TestServer firstNode(Database database, String name, List<String> arguments, List<Path> providers) {
        return started(
                name, installation -> ServerSpec.of(providers, installation).inProduction(), arguments, null, database);
    }

    /** A further node of the cluster of this one. Emails go to the inbox of the first. */
    public TestServer nextNode(String name, List<String> arguments) {
        return started(name, installation -> ServerSpec.gatehouse(installation).inProduction(), arguments, this, null);
    }

    /** Stops it as a service manager does, so that it can be started again. */
    public void stop() {
        parts.started().stop();
    }

    /** Kills it, as a crash does. */
    public void kill() {
        parts.started().kill();
    }

    public boolean isRunning() {
        return parts.started().isRunning();
    }

    /** Starts or restarts it on its data, and waits until it answers. */
    public void start() {
        parts.started().start();
    }

    /** The version of Keycloak that every server runs. */
    public static String keycloakVersion() {
        return Installation.in(Path.of(System.getProperty("gatehouse.demo"))).keycloakVersion();
    }

    /** The server's home folder; a theme that is put into its folder {@code themes} under a new name is available at once. */
    public Path home() {
        return parts.home();
    }

    /** The public URL. */
    public String url() {
        return parts.url();
    }

    /** The URL of the server itself; the same as {@link #url()} unless it is a node of a cluster. */
    public String ownUrl() {
        return parts.ownUrl();
    }

    public String realmUrl() {
        return url() + "/realms/" + realm;
    }

    /** The name of the tested realm. */
    public String realm() {
        return realm;
    }

    /** The URL of the realm that plays the companies' login servers. */
    public String partnerUrl() {
        return url() + "/realms/" + partnerRealm;
    }

    public MailInbox inbox() {
        return parts.inbox();
    }

    public Admin admin() {
        return admin;
    }

    /** The admin of the realm that plays the companies' login servers. */
    public Admin partner() {
        return partner;
    }

    /** The server's stand-in for Google. */
    public GoogleStandIn google() {
        return parts.google();
    }

    /** A builder of an HTTP client that uses the server's stand-ins. */
    public HttpClient.Builder httpClient() {
        return parts.httpClient();
    }

    /** The service that the server asks whether a user agrees to a login that a program has begun. */
    public CibaChannel ciba() {
        return parts.ciba();
    }

    String clockUrl() {
        return parts.clockUrl();
    }

    /** The port of the public URL on this machine. */
    public int port() {
        return URI.create(url()).getPort();
    }

    /** Waits until a user who has just received an email may receive the next. */
    public void passTheEmailGap(Admin.User user) {
        // One second more, because the limit counts in whole seconds.
        Instant next = inbox().messages(user.email()).stream()
                .map(Mail::received)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH)
                .plus(parts.emailGap())
                .plusSeconds(1);
        await().atMost(parts.emailGap().multipliedBy(5))
                .until(() -> Instant.now().isAfter(next));
    }

    /** Waits until the next second has begun: sessions and tokens count in whole seconds. */
    public void passASecond() {
        Instant next = Instant.now().plusSeconds(1);
        await().atMost(EMAIL_GAP.multipliedBy(5)).until(() -> Instant.now().isAfter(next));
    }

    /** Its database. */
    public Database data() {
        return parts.database();
    }

    /** A connection to the database that Keycloak is using. */
    public Connection database() throws SQLException {
        return parts.database().connect();
    }

    /** Everything logged so far. */
    public String log() {
        try {
            return Files.readString(parts.logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The current value of a metric, 0 before it was first counted.
     *
     * @param name with its labels, as Prometheus reads it
     */
    public double metric(String name) {
        return ServerMetrics.read(parts.metricsUrl(), name);
    }

    /** Whether this test can read its metrics. */
    public boolean hasMetrics() {
        return parts.hasMetrics();
    }

    /** All current metrics, in Prometheus format. */
    public Stream<String> metricLines() {
        return ServerMetrics.lines(parts.metricsUrl());
    }

    public HttpBrowser newBrowser() {
        return new HttpBrowser(this);
    }

    @Override
    public void close() {
        parts.close();
    }
}
