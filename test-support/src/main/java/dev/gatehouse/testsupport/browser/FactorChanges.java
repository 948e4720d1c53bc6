package dev.gatehouse.testsupport.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.util.List;

/** The factors and links of an account, their changes, and the emails that notify the owner. */
public final class FactorChanges {

    /** The subject of the email about a factor or link that was added. */
    public static final String ADDED = "A way to sign in was added to your Acme Phone account";

    /** The subject of the email about a factor or link that was removed. */
    public static final String REMOVED = "A way to sign in was removed from your Acme Phone account";

    /** The text of a page that asks for a second factor before such a change, and that of a page that refuses it. */
    public static final String WHY = "This changes how you sign in";

    private final TestServer server;
    private final Recoveries recoveries;

    public FactorChanges(TestServer server) {
        this.server = server;
        this.recoveries = new Recoveries(server);
    }

    /** A browser that has signed in with the password on a known device. */
    public HttpBrowser onKnownDevice(Admin.User user) {
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", user);
        assertThat(browser.signOut()
                        .login("workspace", user)
                        .tokens()
                        .get("mfa")
                        .asText())
                .isEqualTo("known-device");
        return browser;
    }

    /** Has a code sent, and enters it. */
    public Page proveByEmail(Page challenged, Admin.User user) {
        assertThat(challenged.asksForCode()).as(challenged.text()).isTrue();
        if (challenged.hasCodeField()) {
            return challenged.enterCode(Codes.latest(server, user));
        }
        server.passTheEmailGap(user);
        return challenged.send().enterCode(Codes.latest(server, user));
    }

    /** The user names of an account at the providers that it is linked to. */
    public List<String> links(Admin.User user) {
        JsonNode links = server.admin().get("/users/" + user.id() + "/federated-identity");
        return links.findValuesAsText("userName");
    }

    /** Returns the only email with this subject, after waiting long enough for a second one to arrive. */
    public Mail onlyOne(Admin.User user, String subject) {
        await().atMost(Duration.ofSeconds(20)).until(() -> !mails(user, subject).isEmpty());
        recoveries.letEmailsArrive();
        assertThat(mails(user, subject)).hasSize(1);
        return mails(user, subject).get(0);
    }

    /** Asserts that no change was notified. */
    public void assertNothingNotified(Admin.User user) {
        recoveries.letEmailsArrive();
        assertThat(mails(user, ADDED)).isEmpty();
        assertThat(mails(user, REMOVED)).isEmpty();
    }

    /** The emails with this subject so far. */
    public List<Mail> mails(Admin.User user, String subject) {
        return server.inbox().messages(user.email()).stream()
                .filter(mail -> mail.subject().equals(subject))
                .toList();
    }
}
