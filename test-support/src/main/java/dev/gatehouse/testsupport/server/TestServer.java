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
import java.util.stream.Stream;

/** A real Keycloak with the packaged JARs, the reference realm and an inbox. One is shared by all tests of a process. */
public final class TestServer implements AutoCloseable {

    /** How many emails about passwords may wait: few, so that a test can fill the queue. */
    public static final int MAIL_QUEUE_SIZE = 24;

    /** The least time between two emails to an account, on every server but {@link #withUsualEmailGap()}: short, so that tests need not wait long. */
    public static final Duration EMAIL_GAP = Duration.ofSeconds(2);

    /** By its former name, which earlier releases read too. */
    static final String EMAIL_GAP_OPTION = "--spi-realm-restapi-extension--gatehouse--seconds-between-emails=";

    /** By the name that wins over the former. */
    private static final String OTHER_EMAIL_GAP_OPTION = "--spi-gatehouse-email--default--seconds-between-emails=";

    private static final Duration USUAL_EMAIL_GAP = Duration.ofSeconds(30);

    private static final SharedServer SHARED =
            new SharedServer(() -> AttachedServer.wanted().map(TestServer::new).orElseGet(() -> started("keycloak", ServerMake::gatehouse, List.of(), null, null)));
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

    private static TestServer started(String name, Function<Installation, ServerMake> makes, List<String> arguments, TestServer node, Database given) {
        return new TestServer(new StartedServer(name, makes, arguments, node == null ? null : node.parts.started(), given));
    }

    /**
     * The server that all tests of this process share: the running demo that {@code -Dgatehouse.server} names, or one that the first test
     * starts and that stops when the tests end.
     */
    public static TestServer shared() {
        return SHARED.get();
    }

    /** A server that runs already, and of which nothing is known but what is given. What it does not have skips the test that needs it. */
    public static TestServer running(RunningServer server) {
        return new TestServer(server);
    }

    /** The same server, seen from other realms than the reference realm and its partner: copies of the two, say. */
    public TestServer inRealms(String name, String partnerName) {
        return new TestServer(parts, name, partnerName);
    }

    /** A server of its own that logs everything, the parameters of its SQL too, for tests that look for what must not be there. */
    public static TestServer verbose(List<String> more) {
        return with("verbose", Stream.concat(Stream.of("--log-level=debug,org.hibernate.orm.jdbc.bind:trace"), more.stream()).toList());
    }

    /**
     * Another server that tests of this process share, where two emails to an account are half a minute apart: for tests that must not be too
     * slow for the gap, and for pages that say how long it still is.
     */
    public static TestServer withUsualEmailGap() {
        return USUAL_GAP.get();
    }

    /** A server of its own, for tests that must start it differently. */
    public static TestServer with(String name, List<String> arguments) {
        return started(name, ServerMake::gatehouse, arguments, null, null);
    }

    /**
     * Another node on the database of this one, which must be closed first. The two share nothing else: neither caches, nor the inbox that mails
     * are sent to.
     */
    public TestServer anotherNode(String name, List<String> arguments) {
        return started(name, ServerMake::gatehouse, arguments, this, null);
    }

    /** Keycloak as its project publishes it, with the realm {@code acme} as an admin would make it there. */
    public static TestServer stock() {
        return started("stock", installation -> ServerMake.stock(), List.of("--log-level=info"), null, null);
    }

    /**
     * A server of its own as one starts it in production: answers are compressed, themes and templates cached.
     *
     * @param more further arguments
     */
    public static TestServer production(String... more) {
        return started("production", installation -> ServerMake.gatehouse(installation).inProduction(),
                Stream.of(List.of("--log-level=info", OTHER_EMAIL_GAP_OPTION + USUAL_EMAIL_GAP.toSeconds()), List.of(more))
                        .flatMap(List::stream).toList(),
                null, null);
    }

    /** A server of its own on a database that the test has started. */
    public static TestServer on(Database database, String name, List<String> arguments) {
        return started(name, ServerMake::gatehouse, arguments, null, database);
    }

    /**
     * The first node of a cluster, as in production. The arguments say how its nodes find each other, and its {@code --hostname} where people
     * find all of them.
     */
    public static TestServer firstNode(Database database, String name, List<String> arguments) {
        return started(name, installation -> ServerMake.gatehouse(installation).inProduction(), arguments, null, database);
    }

    /** The first node of a cluster that has the JARs of another release. */
    static TestServer firstNode(Database database, String name, List<String> arguments, List<Path> providers) {
        return started(name, installation -> ServerMake.of(providers, installation).inProduction(), arguments, null, database);
    }

    /** A further node of the cluster of this one. Mails go to the inbox of the first. */
    public TestServer nextNode(String name, List<String> arguments) {
        return started(name, installation -> ServerMake.gatehouse(installation).inProduction(), arguments, this, null);
    }

    /** Stops it as a service manager does, so that it can be started again. */
    public void stop() {
        parts.started().stop();
    }

    /** Ends it as a crash does. */
    public void kill() {
        parts.started().kill();
    }

    public boolean isRunning() {
        return parts.started().isRunning();
    }

    /** Starts it, also again, on the data that it left, and waits until it answers. */
    public void start() {
        parts.started().start();
    }

    /** The version of Keycloak that every server runs. */
    public static String keycloakVersion() {
        return Installation.in(Path.of(System.getProperty("gatehouse.demo"))).keycloakVersion();
    }

    /** The folder of the server; a theme that is put into its folder {@code themes} under a new name is there at once. */
    public Path home() {
        return parts.home();
    }

    /** Where people find it. */
    public String url() {
        return parts.url();
    }

    /** Where it listens itself; the same as {@link #url()} unless it is a node of a cluster. */
    public String ownUrl() {
        return parts.ownUrl();
    }

    public String realmUrl() {
        return url() + "/realms/" + realm;
    }

    /** The name of the realm that is tested. */
    public String realm() {
        return realm;
    }

    /** Where the realm is that plays the companies' login servers. */
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

    /** What the server takes for Google. */
    public GoogleStandIn google() {
        return parts.google();
    }

    /** An HTTP client, to be set up further, that finds whatever the server takes for other services. */
    public HttpClient.Builder httpClient() {
        return parts.httpClient();
    }

    /** What the server asks whether a person agrees to a login that a program has begun. */
    public CibaChannel ciba() {
        return parts.ciba();
    }

    String clockUrl() {
        return parts.clockUrl();
    }

    /** Where people find it, as a port of this machine. */
    public int port() {
        return URI.create(url()).getPort();
    }

    /** Waits until somebody who has just got an email may get the next. */
    public void passTheEmailGap(Admin.User user) {
        // A second more, because the limit counts in whole seconds.
        Instant next = inbox().messages(user.email()).stream().map(Mail::received).max(Instant::compareTo).orElse(Instant.EPOCH).plus(parts.emailGap()).plusSeconds(1);
        await().atMost(parts.emailGap().multipliedBy(5)).until(() -> Instant.now().isAfter(next));
    }

    /** Waits until the next second has begun: sessions and tokens count in whole ones. */
    public void passASecond() {
        Instant next = Instant.now().plusSeconds(1);
        await().atMost(EMAIL_GAP.multipliedBy(5)).until(() -> Instant.now().isAfter(next));
    }

    /** Where it keeps its data. */
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
     * The value of a metric now, 0 before it was first counted.
     *
     * @param name with its labels, as Prometheus reads it
     */
    public double metric(String name) {
        return ServerMetrics.read(parts.metricsUrl(), name);
    }

    /** Whether it tells any metrics to this test. */
    public boolean hasMetrics() {
        return parts.hasMetrics();
    }

    /** All metrics now, as Prometheus reads them. */
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
