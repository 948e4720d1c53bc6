package dev.gatehouse.testsupport.server;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.database.Database;
import dev.gatehouse.testsupport.mail.MailInbox;
import dev.gatehouse.testsupport.standin.CibaChannel;
import dev.gatehouse.testsupport.standin.GoogleStandIn;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;

/** What a test reaches of a server. Whatever a server does not have skips the test that needs it, with the reason. */
interface ServerParts extends AutoCloseable {

    /** Where people find it. */
    String url();

    /** Where it listens itself; the same as {@link #url()} unless it is a node of a cluster. */
    String ownUrl();

    MailInbox inbox();

    /** Where it reports metrics to Prometheus. */
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

    /** The folder that it runs from. */
    Path home();

    Path logFile();

    Database database();

    /** What it takes for Google. */
    GoogleStandIn google();

    /** An HTTP client, to be set up further, that finds whatever the server takes for other services. */
    HttpClient.Builder httpClient();

    CibaChannel ciba();

    /** Where {@link ServerClock} moves its time. */
    String clockUrl();

    /** The server as a process of this test's own, which may stop it. */
    StartedServer started();

    @Override
    void close();
}
