package dev.gatehouse.testsupport.server;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.database.Database;
import dev.gatehouse.testsupport.mail.MailInbox;
import dev.gatehouse.testsupport.standin.CibaChannel;
import dev.gatehouse.testsupport.standin.GoogleStandIn;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;

/** The parts of a server that a test can reach. A part that a server lacks skips the test that needs it, with the reason. */
interface ServerParts extends AutoCloseable {

    /** The public URL. */
    String url();

    /** The URL of the server itself; the same as {@link #url()} unless it is a node of a cluster. */
    String ownUrl();

    MailInbox inbox();

    /** The URL of the metrics for Prometheus. */
    String metricsUrl();

    /** Whether there are metrics. */
    default boolean hasMetrics() {
        return true;
    }

    /** The least time between two emails to an account. */
    default Duration emailGap() {
        return TestServer.EMAIL_GAP;
    }

    /** The admin of one of its realms. */
    default Admin adminOf(String realm) {
        return new Admin(ownUrl(), realm);
    }

    /** The server's home folder. */
    Path home();

    Path logFile();

    Database database();

    /** Its stand-in for Google. */
    GoogleStandIn google();

    /** A builder of an HTTP client that uses the server's stand-ins. */
    HttpClient.Builder httpClient();

    CibaChannel ciba();

    /** The URL at which {@link ServerClock} moves its time. */
    String clockUrl();

    /** The server as a process of this test, which may stop it. */
    StartedServer started();

    @Override
    void close();
}
