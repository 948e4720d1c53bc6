package dev.gatehouse.attacks;

import static org.awaitility.Awaitility.await;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.browser.FactorChanges;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.browser.TokenEndpoint;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A copy of the reference realm on the attacked server, for one attack at a time, and the steps of attackers and owners there.
 *
 * @param server the server, seen from the copy
 */
public record Site(TestServer server) {

    static final String GATE = "gatehouse-mfa-gate";
    static final String ACCESS = "gatehouse-app-access";

    private static final Duration PATIENCE = Duration.ofSeconds(12);

    Admin admin() {
        return server.admin();
    }

    Flows flows() {
        return new Flows(admin());
    }

    Recoveries recoveries() {
        return new Recoveries(server);
    }

    FactorChanges changes() {
        return new FactorChanges(server);
    }

    TokenEndpoint tokens() {
        return new TokenEndpoint(server);
    }

    DirectGrant phone() {
        return new DirectGrant(server);
    }

    /** A browser in a network of its own. */
    HttpBrowser browser() {
        return recoveries().browser();
    }

    Admin.User agent() {
        return admin().newUser("agent");
    }

    /** The code that was emailed last. */
    String code(Admin.User user) {
        return Codes.latest(server, user);
    }

    /** Enters the emailed code, which is sent first if the page has not done so. */
    Page prove(Page challenged, Admin.User user) {
        if (challenged.hasCodeField()) {
            return challenged.enterCode(code(user));
        }
        server.passTheEmailGap(user);
        return challenged.send().enterCode(code(user));
    }

    /** A browser that has signed in by password on a known device. */
    HttpBrowser onKnownDevice(Admin.User user) {
        HttpBrowser browser = browser();
        browser.loginCompletely("workspace", user);
        browser.signOut().login("workspace", user).tokens();
        return browser;
    }

    /** The number of sessions of an account. */
    int sessions(Admin.User user) {
        return admin().get("/users/" + user.id() + "/sessions").size();
    }

    /** Whether a condition is met within some seconds. */
    boolean soon(Callable<Boolean> condition) {
        try {
            await().atMost(PATIENCE).until(condition);
            return true;
        } catch (ConditionTimeoutException never) {
            return false;
        }
    }

    /** Whether an email whose subject contains this arrives within some seconds. */
    boolean isNotified(Admin.User user, String subject) {
        return soon(() -> server.inbox().messages(user.email()).stream()
                .anyMatch(mail -> mail.subject().contains(subject)));
    }

    /** Waits until the email queue is empty, so that one attack does not fill it for all others. */
    void letEmailsLeave() {
        if (server.hasMetrics()) {
            soon(() -> server.metric("gatehouse_mail_queue_waiting") == 0);
        }
    }

    /** Lets some time pass, where the passing of time is the attack. */
    static void pass(Duration time) {
        Instant end = Instant.now().plus(time);
        await().atMost(time.plus(PATIENCE)).until(() -> Instant.now().isAfter(end));
    }
}
