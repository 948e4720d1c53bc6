package dev.gatehouse.testsupport.server;

import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.database.Database;
import dev.gatehouse.testsupport.mail.MailInbox;
import dev.gatehouse.testsupport.mail.RemoteInbox;
import dev.gatehouse.testsupport.standin.CibaChannel;
import dev.gatehouse.testsupport.standin.GoogleStandIn;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.opentest4j.TestAbortedException;

/**
 * A running demo, so that a test needs no server of its own: {@code -Dgatehouse.server=http://localhost:8080}. The demo writes its URLs,
 * its log file and its database to a file in its run folder.
 */
final class AttachedServer implements ServerParts {

    private final String url;
    private final Properties demo;

    private AttachedServer(String url, Properties demo) {
        this.url = url;
        this.demo = demo;
    }

    /** The server that the command line names; empty if tests start their own. */
    static Optional<ServerParts> wanted() {
        String url = System.getProperty("gatehouse.server", "").replaceAll("/+$", "");
        if (url.isEmpty()) {
            return Optional.empty();
        }
        Path file = Path.of(System.getProperty("gatehouse.demo"), "run", "server.properties");
        Properties demo = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                demo.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (!url.equals(demo.getProperty("keycloak.url"))) {
            throw new AssertionError("No demo of this folder runs at " + url
                    + (demo.isEmpty() ? "" : " but at " + demo.getProperty("keycloak.url"))
                    + ". Start it with demo/start --dev, or leave -Dgatehouse.server out.");
        }
        return Optional.of(new AttachedServer(url, demo));
    }

    private String value(String key, String what) {
        String value = demo.getProperty(key, "");
        return value.isEmpty() ? needsOwnServer(what) : value;
    }

    /** Skips the test. */
    static <T> T needsOwnServer(String what) {
        throw new TestAbortedException(
                "This test needs " + what + ", which a running demo does not have. Run it without -Dgatehouse.server.");
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public String ownUrl() {
        return url;
    }

    @Override
    public MailInbox inbox() {
        return new RemoteInbox(value("inbox.url", "an inbox"), Integer.parseInt(value("smtp.port", "a mail server")));
    }

    @Override
    public String metricsUrl() {
        return value("keycloak.management.url", "metrics") + "/metrics";
    }

    @Override
    public Path home() {
        return Path.of(value("keycloak.home", "the server's folder"));
    }

    @Override
    public Path logFile() {
        return Path.of(value("keycloak.log", "the server's log"));
    }

    @Override
    public Database database() {
        return Database.h2(
                value("database.url", "the server's database"),
                demo.getProperty("database.user", ""),
                demo.getProperty("database.password", ""));
    }

    @Override
    public GoogleStandIn google() {
        return needsOwnServer("a stand-in for Google");
    }

    @Override
    public HttpClient.Builder httpClient() {
        return Http.builder();
    }

    @Override
    public CibaChannel ciba() {
        return needsOwnServer("a stand-in for a CIBA service");
    }

    @Override
    public String clockUrl() {
        return needsOwnServer("a clock that can be moved");
    }

    @Override
    public StartedServer started() {
        return needsOwnServer("a server that it may stop and start");
    }

    /** Leaves the demo running. */
    @Override
    public void close() {
        // not ours
    }
}
