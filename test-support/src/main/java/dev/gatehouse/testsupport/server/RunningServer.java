package dev.gatehouse.testsupport.server;

import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.database.Database;
import dev.gatehouse.testsupport.mail.MailInbox;
import dev.gatehouse.testsupport.standin.CibaChannel;
import dev.gatehouse.testsupport.standin.GoogleStandIn;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/**
 * A server that was started by others and keeps running after the test, described by its URLs.
 *
 * @param url its URL, for example {@code http://localhost:8080}
 * @param adminName the administrator of the realm {@code master}
 * @param adminPassword the administrator's password
 * @param inbox the inbox of its emails
 * @param metrics the URL of its metrics, if they can be reached
 * @param emailGap the least time between two emails to an account
 * @param cibaChannel the stand-in for a CIBA service that the server asks, if there is one
 */
public record RunningServer(
        String url,
        String adminName,
        String adminPassword,
        MailInbox inbox,
        Optional<String> metrics,
        Duration emailGap,
        Optional<CibaChannel> cibaChannel)
        implements ServerParts {

    private static <T> T unknown(String what) {
        throw new TestAbortedException("It needs " + what + ", which is not known of this server.");
    }

    @Override
    public String ownUrl() {
        return url;
    }

    @Override
    public Admin adminOf(String realm) {
        return new Admin(url, realm, adminName, adminPassword);
    }

    @Override
    public String metricsUrl() {
        return metrics.orElseGet(() -> unknown("metrics"));
    }

    @Override
    public boolean hasMetrics() {
        return metrics.isPresent();
    }

    @Override
    public Path home() {
        return unknown("the server's folder");
    }

    @Override
    public Path logFile() {
        return unknown("the server's log");
    }

    @Override
    public Database database() {
        return unknown("the server's database");
    }

    @Override
    public GoogleStandIn google() {
        return unknown("a stand-in for Google");
    }

    @Override
    public HttpClient.Builder httpClient() {
        return Http.builder();
    }

    @Override
    public CibaChannel ciba() {
        return cibaChannel.orElseGet(() -> unknown("a stand-in for a CIBA service"));
    }

    @Override
    public String clockUrl() {
        return unknown("a clock that can be moved");
    }

    @Override
    public StartedServer started() {
        return unknown("a server that it may stop and start");
    }

    /** Leaves the server running. */
    @Override
    public void close() {
        // not ours
    }
}
