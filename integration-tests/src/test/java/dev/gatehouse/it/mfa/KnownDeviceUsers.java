package dev.gatehouse.it.mfa;

import dev.gatehouse.it.recovery.situations.RecoveryPlay;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Users whose device is known because they have entered an emailed code. The next email must wait for the gap; as one user is always
 * created in advance, the gap has mostly passed when the user is taken.
 */
final class KnownDeviceUsers {

    private static final int IN_ADVANCE = 1;
    private static final Duration BETWEEN_EMAILS = TestServer.EMAIL_GAP.plusSeconds(1);

    private final Queue<KnownDeviceUser> ready = new ArrayDeque<>();

    /** A user who was not taken before, signed out. */
    KnownDeviceUser take(TestServer server) {
        while (ready.size() <= IN_ADVANCE) {
            ready.add(make(server));
        }
        return ready.remove();
    }

    private static KnownDeviceUser make(TestServer server) {
        Admin.User user = server.admin().newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", user);
        Instant nextEmailAt = Instant.now().plus(BETWEEN_EMAILS);
        browser.signOut();
        return new KnownDeviceUser(user, browser, nextEmailAt);
    }

    record KnownDeviceUser(Admin.User user, HttpBrowser browser, Instant nextEmailAt) {

        void waitForTheNextEmail() {
            RecoveryPlay.sleep(Duration.between(Instant.now(), nextEmailAt));
        }
    }
}
