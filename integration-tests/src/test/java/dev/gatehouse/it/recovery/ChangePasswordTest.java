package dev.gatehouse.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies that a signed-in user confirms a change of the password by email; nothing changes before. */
class ChangePasswordTest {

    private static final String ACTION = "UPDATE_PASSWORD";
    private static final String CODE_FORM = "gatehouse-recovery-code-form";
    private static final String IN_GERMANY = "193.99.144.80";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);

    @Test
    @Tag("smoke")
    void theEmailedLinkLeadsToTheSamePageAndTheBrowserStaysSignedIn() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = signedIn(user);
        signedIn(user);
        Page page = change(browser);
        assertThat(page.text())
                .contains("Change your password")
                .contains("u•••@a•••.test")
                .contains("Nothing changes until you do");
        page = change(browser);
        assertThat(recoveries.mails(user)).as("looking sends nothing").isEmpty();

        Page sent = page.press("send");
        assertThat(sent.text()).contains("Check your email").contains("We sent an email to");
        Mail mail = recoveries.latest(user, 1);
        assertThat(mail.subject()).isEqualTo("Change your Acme Phone password");
        assertThat(mail.text())
                .contains("You asked to change your password")
                .contains("Works once, for 60 minutes, until")
                .contains("enter this code");
        assertThat(recoveries.isPassword(user, Admin.PASSWORD)).isTrue();

        Page form = browser.get(recoveries.link(user));
        assertThat(Recoveries.asksForPassword(form)).isTrue();
        Page done = Recoveries.choose(form, Recoveries.NEW_PASSWORD);
        assertThat(Recoveries.saying(done)).isEqualTo("DONE");
        assertThat(done.element("#gatehouse-way-on").text()).isEqualTo("Go back");
        assertThat(admin.get("/users/" + user.id() + "/sessions")).hasSize(1);
        Page app = done.follow("gatehouse-way-on");
        assertThat(app.url()).contains("kc_action_status=success").contains("code=");
        assertThat(recoveries.isPassword(user, Recoveries.NEW_PASSWORD)).isTrue();
        assertThat(browser.get(recoveries.link(user))
                        .element("#gatehouse-way-on")
                        .text())
                .as("the used link of who is signed in")
                .isEqualTo("Go back");
    }

    @Test
    void theCodeInTheEmailOpensTheSamePageAndHasAsManyTriesAsTheResets() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = signedIn(user);
        Page waiting = change(browser).press("send");
        String code = recoveries.code(user);
        Page wrong = waiting.submit(CODE_FORM, Map.of("code", "2222-2222"));
        assertThat(wrong.error()).contains("The code is not correct");
        Page form = wrong.submit(CODE_FORM, Map.of("code", code.toLowerCase(Locale.ROOT)));
        assertThat(Recoveries.asksForPassword(form)).as(form.text()).isTrue();
        Page done = Recoveries.choose(form, Recoveries.NEW_PASSWORD);
        assertThat(done.follow("gatehouse-way-on").url()).contains("kc_action_status=success");

        Admin.User other = admin.newUser("agent");
        waiting = change(signedIn(other)).press("send");
        code = recoveries.code(other);
        for (int number = 0; number < 5; number++) {
            waiting = waiting.submit(CODE_FORM, Map.of("code", "2222-222" + number));
        }
        assertThat(waiting.error()).contains("Too many incorrect codes");
        Page late = waiting.submit(CODE_FORM, Map.of("code", code));
        assertThat(late.error()).contains("Too many incorrect codes");
        assertThat(Recoveries.asksForPassword(late)).isFalse();
    }

    @Test
    void theWaitingPageIsDoneWhereverTheLinkWasOpenedAndSignsNobodyIn() {
        for (boolean isSame : List.of(true, false)) {
            Admin.User user = admin.newUser("agent");
            HttpBrowser browser = signedIn(user);
            Page waiting = change(browser).press("send");
            String state = waiting.attribute("gatehouse-wait", "data-state");
            String next = waiting.attribute("gatehouse-wait", "data-next");
            assertThat(state)
                    .as("asked for again and again, so the secret of the page is not in it")
                    .doesNotContain(next.substring(next.lastIndexOf('/') + 1));
            assertThat(recoveries.browser().get(state).status()).isEqualTo(204);
            HttpBrowser opening = isSame ? browser : recoveries.browser();
            Recoveries.choose(opening.get(recoveries.link(user)), Recoveries.NEW_PASSWORD);
            assertThat(recoveries.browser().get(state).status()).isEqualTo(200);
            Page done = browser.get(next);
            assertThat(Recoveries.saying(done)).isEqualTo("DONE");
            assertThat(done.element("#gatehouse-way-on").text()).isEqualTo(isSame ? "Go back" : "Sign in");
            if (isSame) {
                assertThat(Recoveries.saying(browser.get(waiting.url())))
                        .as("a reload without the script")
                        .isEqualTo("DONE");
                assertThat(done.follow("gatehouse-way-on").url()).contains("kc_action_status=success");
            } else {
                assertThat(admin.get("/users/" + user.id() + "/sessions")).isEmpty();
                assertThat(browser.open("workspace").isBackInTheApp()).isFalse();
            }
        }
    }

    @Test
    void beginningAgainAtOnceSendsNoSecondEmailAndTakesTheCodeOfTheFirst() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = signedIn(user);
        change(browser).press("send").press("cancel-aia");
        Page again = change(browser);
        assertThat(again.heading()).isEqualTo("Check your email");
        Page form = again.submit(CODE_FORM, Map.of("code", recoveries.code(user)));
        assertThat(Recoveries.asksForPassword(form)).as(form.text()).isTrue();
        recoveries.letEmailsArrive();
        assertThat(recoveries.mails(user)).hasSize(1);
    }

    @Test
    @DisplayName(
            "Pages that make a browser begin a change again and again cannot make more than the account's emails leave")
    void aForgedBeginningKeepsTheLimits() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = signedIn(user);
        for (int number = 0; number < 4; number++) {
            Page page = change(browser);
            assertThat(browser.head(page.url())).isLessThan(500);
            browser.get(page.url());
        }
        recoveries.letEmailsArrive();
        assertThat(recoveries.mails(user)).as("a GET sends nothing").isEmpty();
        String action = change(browser).action("gatehouse-change-form");
        browser.post(action.replaceFirst("session_code=[^&]*", "session_code=forged"), Map.of("send", "on"));
        recoveries.letEmailsArrive();
        assertThat(recoveries.mails(user)).as("a POST from another site").isEmpty();
        for (int number = 0; number < 4; number++) {
            Page page = change(browser);
            browser.post(page.action("gatehouse-change-form"), Map.of("send", "on"));
        }
        recoveries.letEmailsArrive();
        assertThat(recoveries.mails(user)).as("within the gap").hasSize(1);
    }

    @Test
    @DisplayName(
            "The page sends by itself only if the browser says that its user opened it, and keeps two emails an hour")
    void thePageSendsByItselfOnlyIfItsUserOpenedIt() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = signedIn(user);
        assertThat(sendsByItself(change(browser))).as("opened by a script").isFalse();
        browser.sending("Sec-Fetch-User", "?1");
        for (int number = 1; number <= 3; number++) {
            Page page = change(browser);
            assertThat(sendsByItself(page)).isTrue();
            assertThat(browser.post(page.action("gatehouse-change-form"), Map.of("send", "opened"))
                            .heading())
                    .isEqualTo("Check your email");
            recoveries.latest(user, number);
            server.passTheEmailGap(user);
        }
        Page fourth = change(browser);
        assertThat(sendsByItself(fourth)).isFalse();
        Page refused = browser.post(fourth.action("gatehouse-change-form"), Map.of("send", "opened"));
        assertThat(refused.heading()).isEqualTo("Change your password");
        assertThat(refused.text()).doesNotContain("No new email was sent");
        assertThat(refused.press("send").heading()).isEqualTo("Check your email");
        recoveries.latest(user, 4);
    }

    private static boolean sendsByItself(Page page) {
        return page.html().contains("gatehouse-send.js");
    }

    @Test
    @DisplayName(
            "The session that made the request is named on the page in another browser, and continues only if its owner says so")
    void theRequestingSessionIsNamedAndSparedOnlyIfItsOwnerSaysSo() {
        for (boolean isKept : List.of(false, true)) {
            Admin.User user = admin.newUser("agent");
            HttpBrowser app = signedIn(user, server.newBrowser().from(IN_GERMANY));
            HttpBrowser other = signedIn(user);
            change(app).press("send");
            recoveries.latest(user, 1);
            Page form = recoveries.browser().get(recoveries.link(user));
            assertThat(form.has("gatehouse-asking")).as(form.text()).isTrue();
            assertThat(form.element("label[for=keep-asking]").text())
                    .contains("Firefox, Linux")
                    .contains("Germany")
                    .contains("Signed in ");
            assertThat(form.isChecked("keep-asking"))
                    .as("the requesting session may be the thief's")
                    .isFalse();
            Map<String, String> typed = new HashMap<>(
                    Map.of("password-new", "short", "password-confirm", "short", "logout-sessions", "on"));
            if (isKept) {
                typed.put("keep-asking", "on");
            }
            form = form.submit("gatehouse-password-form", typed);
            assertThat(form.isChecked("keep-asking"))
                    .as("as it was chosen, after a mistake")
                    .isEqualTo(isKept);
            typed.putAll(Map.of("password-new", Recoveries.NEW_PASSWORD, "password-confirm", Recoveries.NEW_PASSWORD));
            assertThat(Recoveries.saying(form.submit("gatehouse-password-form", typed)))
                    .isEqualTo("DONE");
            assertThat(other.refresh().text()).as("another session").contains("invalid_grant");
            assertThat(admin.get("/users/" + user.id() + "/sessions")).hasSize(isKept ? 1 : 0);
            assertThat(app.refresh().text())
                    .as("the one that made the request")
                    .contains(isKept ? "access_token" : "invalid_grant");
            assertThat(app.open("workspace").isBackInTheApp()).as("its cookie").isEqualTo(isKept);
        }
    }

    @Test
    void noSessionIsSparedByALinkThatNoSessionRequestedNorInItsOwnBrowser() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser app = signedIn(user);
        change(app).press("send");
        recoveries.latest(user, 1);
        assertThat(app.get(recoveries.link(user)).has("gatehouse-asking"))
                .as("its own session goes on anyway")
                .isFalse();
        server.passTheEmailGap(user);
        recoveries.ask(recoveries.browser(), "workspace", user);
        recoveries.latest(user, 2);
        Page reset = recoveries.browser().get(recoveries.link(user));
        assertThat(reset.has("gatehouse-asking")).as("a forgotten password").isFalse();
        Page done = reset.submit(
                "gatehouse-password-form",
                Map.of(
                        "password-new",
                        Recoveries.NEW_PASSWORD,
                        "password-confirm",
                        Recoveries.NEW_PASSWORD,
                        "logout-sessions",
                        "on",
                        "keep-asking",
                        "on"));
        assertThat(Recoveries.saying(done)).isEqualTo("DONE");
        assertThat(app.refresh().text()).contains("invalid_grant");
    }

    @Test
    void aPasswordThatIsPostedWithoutTheEmailChangesNothing() {
        Admin.User user = admin.newUser("agent");
        Page page = change(signedIn(user));
        Page answer = page.browser()
                .post(
                        page.action("gatehouse-change-form"),
                        Map.of("password-new", Recoveries.NEW_PASSWORD, "password-confirm", Recoveries.NEW_PASSWORD));
        assertThat(answer.text()).contains("Nothing changes until you do");
        assertThat(recoveries.isPassword(user, Admin.PASSWORD)).isTrue();
    }

    @Test
    void goingBackReportsToTheAppThatItWasCancelled() {
        Page page = change(signedIn(admin.newUser("agent")));
        assertThat(page.press("cancel-aia").url())
                .contains("kc_action_status=cancelled")
                .contains("code=");
    }

    @Test
    void anObligationOfTheAdminStaysKeycloaksOwn() {
        Admin.User obliged = admin.newUser("agent");
        HttpBrowser browser = signedIn(obliged);
        admin.update(obliged, Map.of("requiredActions", List.of(ACTION)));
        assertThat(change(browser).has("kc-passwd-update-form")).isTrue();
    }

    @Test
    void theAdminCanSwitchItOff() {
        try (Admin.Restore off = admin.action(ACTION, Map.of("gatehouseConfirmByEmail", "false"))) {
            assertThat(change(signedIn(admin.newUser("agent"))).has("kc-passwd-update-form"))
                    .isTrue();
        }
    }

    @Test
    @DisplayName("A user without a password sets the first one as in Keycloak")
    void aFirstPasswordIsSetAsInKeycloak() {
        Admin.User member = Company.GLOBEX.newMember(server, "agent");
        HttpBrowser browser = recoveries.browser();
        browser.loginAtCompany("workspace", member.email()).tokens();
        assertThat(change(browser).has("kc-passwd-update-form")).isTrue();
    }

    @Test
    void anOldLoginMustEnterThePasswordFirst() {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore soon = admin.realm(Map.of("passwordPolicy", "maxAuthAge(60)"));
                Admin.Restore unchallenged = admin.mfa(Map.of("mode", "off"));
                ServerClock clock = ServerClock.of(server)) {
            HttpBrowser browser = recoveries.browser();
            browser.login("workspace", user).tokens();
            clock.advance(Duration.ofSeconds(61));
            Page page = browser.open("workspace", "kc_action=" + ACTION);
            assertThat(page.has("password")).as(page.text()).isTrue();
            assertThat(page.enterPassword(user.email(), Admin.PASSWORD).has("gatehouse-change-form"))
                    .isTrue();
        }
    }

    private HttpBrowser signedIn(Admin.User user) {
        return signedIn(user, recoveries.browser());
    }

    private HttpBrowser signedIn(Admin.User user, HttpBrowser browser) {
        try (Admin.Restore unchallenged = admin.unsuspicious()) {
            browser.login("workspace", user).tokens();
        }
        return browser;
    }

    private static Page change(HttpBrowser browser) {
        return browser.open("workspace", "kc_action=" + ACTION);
    }
}
