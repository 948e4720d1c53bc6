package dev.gatehouse.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies that an emailed link works once, in any browser, and that a link which no longer works says so and sends a new one. */
class RecoveryLinkTest {

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);
    private final Flows flows = new Flows(admin);

    @Test
    @DisplayName("In the same browser the login continues where it began, and still meets the MFA step")
    @Tag("smoke")
    void inTheSameBrowserTheLoginGoesOnToTheMfaStep() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = recoveries.browser();
        recoveries.ask(browser, "workspace", user);
        String link = recoveries.link(user);
        assertThat(link.substring(server.url().length()))
                .matches("/realms/acme/gatehouse/\\?[0-9A-Z]{28}")
                .hasSizeLessThanOrEqualTo(100);

        Page page = browser.get(link);
        assertThat(Recoveries.asksForPassword(page)).as(page.text()).isTrue();
        assertThat(page.text()).contains("u•••@a•••.test").doesNotContain(user.email());
        assertThat(page.title()).startsWith("Choose a new password");
        Page back = Recoveries.choose(page, Recoveries.NEW_PASSWORD);
        assertThat(back.url()).contains("state=s1");
        back.tokens();
    }

    @Test
    void inAnotherBrowserItWorksTooAndLeadsToTheApp() {
        Admin.User user = admin.newUser("agent");
        Page done = Recoveries.choose(recoveries.browser().get(recoveries.linkFor(user)), Recoveries.NEW_PASSWORD);
        assertThat(Recoveries.saying(done)).isEqualTo("DONE");
        assertThat(done.attribute("gatehouse-way-on", "href"))
                .isEqualTo(server.inbox().url() + "/apps?login_hint=" + Admin.encode(user.email()));
        assertThat(recoveries.isPassword(user, Recoveries.NEW_PASSWORD)).isTrue();
    }

    @Test
    void whatScannersDoUsesNothingUpAndSendsNothing() {
        Admin.User user = admin.newUser("agent");
        admin.update(user, Map.of("emailVerified", false));
        try (Admin.Restore verifying = admin.realm(Map.of("verifyEmail", true))) {
            String link = recoveries.linkFor(user);
            for (int number = 0; number < 3; number++) {
                assertThat(recoveries.browser().head(link)).isIn(200, 303);
                assertThat(recoveries
                                .browser()
                                .head(recoveries.browser().get(link).url()))
                        .isEqualTo(200);
                assertThat(Recoveries.asksForPassword(recoveries.browser().post(link, Map.of())))
                        .isTrue();
                assertThat(Recoveries.choose(recoveries.browser().get(link), "", "")
                                .error())
                        .isEqualTo("Enter a new password");
            }
            assertThat(admin.get("/users/" + user.id()).get("emailVerified").asBoolean())
                    .as("not by looking")
                    .isFalse();
            assertThat(Recoveries.saying(Recoveries.choose(recoveries.browser().get(link), Recoveries.NEW_PASSWORD)))
                    .isEqualTo("DONE");
            assertThat(admin.get("/users/" + user.id()).get("emailVerified").asBoolean())
                    .as("by submit")
                    .isTrue();
            recoveries.latest(user, 2);
            assertThat(recoveries.mails(user))
                    .extracting(Mail::subject)
                    .containsExactly("Your Acme Phone password was changed", "Reset your Acme Phone password");
        }
    }

    @Test
    void aStaleCookieOrAnotherUsersSessionInTheBrowserDoesNotMatter() {
        Admin.User user = admin.newUser("agent");
        Admin.User other = admin.newUser("agent");
        HttpBrowser browser = recoveries.browser();
        browser.loginCompletely("workspace", other);
        browser.cookies().put("KC_RESTART", "garbage");
        browser.cookies().put("AUTH_SESSION_ID", "garbage.node");
        Page done = Recoveries.choose(browser.get(recoveries.linkFor(user)), Recoveries.NEW_PASSWORD);
        assertThat(Recoveries.saying(done)).isEqualTo("DONE");
        assertThat(admin.get("/users/" + other.id() + "/sessions")).hasSize(1);
        assertThat(browser.open("workspace").tokens().get("sub").asText())
                .as("still signed in")
                .isEqualTo(other.id());
    }

    @Test
    @Tag("smoke")
    void aPasswordThatIsRefusedChangesNothingAndTheLinkStaysGood() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser signedIn = recoveries.browser();
        signedIn.loginCompletely("workspace", user);
        try (Admin.Restore strict =
                admin.realm(Map.of("passwordPolicy", "length(12) and digits(1) and upperCase(1)"))) {
            Page page = recoveries.browser().get(recoveries.linkFor(user));
            Page refused = page.submit(
                    "gatehouse-password-form", Map.of("password-new", "short", "password-confirm", "shorter"));
            assertThat(refused.error())
                    .contains("minimum length 12")
                    .contains("1 numerical digits")
                    .contains("1 upper case")
                    .contains("Passwords do not match");
            assertThat(refused.has("logout-sessions")).isTrue();
            assertThat(refused.attribute("logout-sessions", "checked"))
                    .as("as it was left")
                    .isEmpty();
            assertThat(admin.get("/users/" + user.id() + "/sessions")).hasSize(1);
            assertThat(Recoveries.saying(Recoveries.choose(refused, "L0ng enough!!")))
                    .isEqualTo("DONE");
        }
        assertThat(admin.get("/users/" + user.id() + "/sessions")).isEmpty();
        assertThat(signedIn.refresh().text()).contains("invalid_grant");
    }

    @Test
    void otherSessionsStayWhereTheBoxIsNotTicked() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser signedIn = recoveries.browser();
        signedIn.loginCompletely("workspace", user);
        Page done = recoveries
                .browser()
                .get(recoveries.linkFor(user))
                .submit(
                        "gatehouse-password-form",
                        Map.of("password-new", Recoveries.NEW_PASSWORD, "password-confirm", Recoveries.NEW_PASSWORD));
        assertThat(Recoveries.saying(done)).isEqualTo("DONE");
        assertThat(signedIn.refresh().text()).contains("access_token");
    }

    @Test
    void offlineTokensEndToo() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser signedIn = recoveries.browser();
        Page page =
                signedIn.open("workspace", "scope=openid%20offline_access").enterPassword(user.email(), Admin.PASSWORD);
        page.enterCode(Codes.latest(server, user)).tokens();
        Recoveries.choose(recoveries.browser().get(recoveries.linkFor(user)), Recoveries.NEW_PASSWORD);
        assertThat(signedIn.refresh().text()).contains("invalid_grant");
    }

    @Test
    void theSessionInTheBrowserThatChangesThePasswordStays() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = recoveries.browser();
        try (Admin.Restore unchallenged = admin.unsuspicious()) {
            browser.login("workspace", user).tokens();
            recoveries.browser().login("workspace", user).tokens();
        }
        assertThat(admin.get("/users/" + user.id() + "/sessions")).hasSize(2);
        Recoveries.choose(browser.get(recoveries.linkFor(user)), Recoveries.NEW_PASSWORD);
        assertThat(admin.get("/users/" + user.id() + "/sessions")).hasSize(1);
        browser.open("workspace").tokens();
    }

    @Test
    void aLinkThatWasUsedSaysSoAndSendsANewOneWhereTheRealmAllowsIt() {
        Admin.User user = admin.newUser("agent");
        String link = recoveries.linkFor(user);
        Page page = recoveries.browser().get(link);
        Page late = recoveries.browser().get(link);
        Page done = Recoveries.choose(page, Recoveries.NEW_PASSWORD);
        assertThat(Recoveries.saying(done.browser().get(done.url())))
                .as("reloaded")
                .isEqualTo("DONE");
        assertThat(Recoveries.saying(Recoveries.choose(page, "Ag4in!Password")))
                .as("submitted again")
                .isEqualTo("USED");
        assertThat(Recoveries.saying(Recoveries.choose(late, "L4ter!Password")))
                .as("submitted on another device")
                .isEqualTo("USED");
        Page used = recoveries.browser().get(link);
        assertThat(Recoveries.saying(used)).isEqualTo("USED");
        server.passTheEmailGap(user);
        try (Admin.Restore forbidden = admin.realm(Map.of("resetPasswordAllowed", false))) {
            assertThat(Recoveries.saying(used.press("again"))).isEqualTo("NOT_ALLOWED");
        }
        recoveries.letEmailsArrive();
        assertThat(recoveries.mails(user)).as("the link and the notice").hasSize(2);
        Page sent = used.press("again");
        assertThat(sent.text()).contains("Check your email");
        recoveries.latest(user, 3);
        assertThat(Recoveries.asksForPassword(recoveries.browser().get(recoveries.link(user))))
                .isTrue();
        assertThat(recoveries.isPassword(user, Recoveries.NEW_PASSWORD)).isTrue();
    }

    @Test
    @DisplayName(
            "A page that was opened in time can be submitted late, and a link that is too old is replaced by a button")
    void anOpenPageMayBeSubmittedLateAndAnOldLinkReplaced() {
        Admin.User user = admin.newUser("agent");
        Admin.User another = admin.newUser("agent");
        try (Admin.Restore brief =
                flows.config("gatehouse reset", "gatehouse-forgot-password", Map.of("linkLifetime", "10"))) {
            String link = recoveries.linkFor(user);
            String anothers = recoveries.linkFor(another);
            Page open = recoveries.browser().get(link);
            Page kept = recoveries.browser().get(anothers);
            // No link can be configured to live for less than these 10 seconds.
            await().atMost(Duration.ofSeconds(30)).until(() -> Stream.of(link, anothers)
                    .allMatch(each ->
                            Recoveries.saying(recoveries.browser().get(each)).equals("EXPIRED")));
            Page forged = open.browser()
                    .post(
                            open.url(),
                            Map.of(
                                    "password-new",
                                    Recoveries.NEW_PASSWORD,
                                    "password-confirm",
                                    Recoveries.NEW_PASSWORD,
                                    "opened",
                                    kept.attribute("gatehouse-opened", "value")));
            assertThat(Recoveries.saying(forged))
                    .as("with another page's ticket")
                    .isEqualTo("EXPIRED");
            Page refused = Recoveries.choose(open, "one", "two");
            assertThat(refused.error()).endsWith("Passwords do not match");
            assertThat(Recoveries.saying(Recoveries.choose(refused, Recoveries.NEW_PASSWORD)))
                    .isEqualTo("DONE");
        }
        Page old = recoveries.browser().get(recoveries.link(another));
        assertThat(Recoveries.saying(old)).isEqualTo("EXPIRED");
        server.passTheEmailGap(another);
        assertThat(old.press("again").text()).contains("Check your email");
        recoveries.latest(another, 2);
        assertThat(Recoveries.saying(
                        Recoveries.choose(recoveries.browser().get(recoveries.link(another)), Recoveries.NEW_PASSWORD)))
                .isEqualTo("DONE");
    }

    @Test
    void nothingKeepsAPageValidForMuchLongerThanItsLink() {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore brief =
                        flows.config("gatehouse reset", "gatehouse-forgot-password", Map.of("linkLifetime", "15"));
                ServerClock clock = ServerClock.of(server)) {
            Page open = recoveries.browser().get(recoveries.linkFor(user));
            String ticket = open.attribute("gatehouse-opened", "value");
            for (int step = 0; step < 5; step++) {
                clock.advance(Duration.ofSeconds(11));
                String answer = open.browser()
                        .post(open.url(), Map.of("still-here", "on", "opened", ticket))
                        .text();
                ticket = answer.matches("\\d+-[0-9a-f]{64}") ? answer : ticket;
            }
            Page late = open.browser()
                    .post(
                            open.url(),
                            Map.of(
                                    "password-new",
                                    Recoveries.NEW_PASSWORD,
                                    "password-confirm",
                                    Recoveries.NEW_PASSWORD,
                                    "opened",
                                    ticket));
            assertThat(Recoveries.saying(late)).isEqualTo("EXPIRED");
        }
        assertThat(recoveries.isPassword(user, Admin.PASSWORD)).isTrue();
    }

    @Test
    void whatIsRefusedKeepsNoPageValidEither() {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore brief =
                        flows.config("gatehouse reset", "gatehouse-forgot-password", Map.of("linkLifetime", "15"));
                ServerClock clock = ServerClock.of(server)) {
            Page open = recoveries.browser().get(recoveries.linkFor(user));
            Page refused = open;
            for (int step = 0; step < 2; step++) {
                clock.advance(Duration.ofSeconds(12));
                refused = open.browser()
                        .post(
                                open.url(),
                                Map.of(
                                        "password-new",
                                        Recoveries.NEW_PASSWORD,
                                        "password-confirm",
                                        "another",
                                        "opened",
                                        refused.attribute("gatehouse-opened", "value")));
            }
            clock.advance(Duration.ofSeconds(12));
            Page late = open.browser()
                    .post(
                            open.url(),
                            Map.of(
                                    "password-new",
                                    Recoveries.NEW_PASSWORD,
                                    "password-confirm",
                                    Recoveries.NEW_PASSWORD,
                                    "opened",
                                    refused.attribute("gatehouse-opened", "value")));
            assertThat(Recoveries.saying(late)).isEqualTo("EXPIRED");
        }
        assertThat(recoveries.isPassword(user, Admin.PASSWORD)).isTrue();
    }

    @Test
    void olderLinksDieWithTheChangeHoweverItCameAbout() {
        Admin.User user = admin.newUser("agent");
        String first = recoveries.linkFor(user);
        server.passTheEmailGap(user);
        recoveries.ask(recoveries.browser(), "workspace", user);
        recoveries.latest(user, 2);
        String second = recoveries.link(user);
        assertThat(second).isNotEqualTo(first);
        Page open = recoveries.browser().get(first);
        assertThat(Recoveries.saying(Recoveries.choose(recoveries.browser().get(second), Recoveries.NEW_PASSWORD)))
                .isEqualTo("DONE");
        await().untilAsserted(() ->
                assertThat(Recoveries.saying(recoveries.browser().get(first))).isEqualTo("OVERTAKEN"));
        assertThat(Recoveries.saying(Recoveries.choose(open, "T00 late!"))).isEqualTo("OVERTAKEN");

        Admin.User another = admin.newUser("agent");
        String link = recoveries.linkFor(another);
        admin.setPassword(another, "ByAnAdm1n!");
        assertThat(Recoveries.saying(recoveries.browser().get(link))).isEqualTo("OVERTAKEN");
        Admin.User moved = admin.newUser("agent");
        String old = recoveries.linkFor(moved);
        admin.update(moved, Map.of("email", "moved-" + moved.email()));
        assertThat(Recoveries.saying(recoveries.browser().get(old))).isEqualTo("OVERTAKEN");
    }

    @Test
    void ofManyParallelSubmissionsOneWins() throws Exception {
        Admin.User user = admin.newUser("agent");
        Page page = recoveries.browser().get(recoveries.linkFor(user));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<String> submit = () -> Recoveries.saying(
                    Recoveries.choose(page, "P4rallel!" + Thread.currentThread().getId()));
            List<Future<String>> results = threads.invokeAll(java.util.Collections.nCopies(8, submit));
            int done = 0;
            for (Future<String> result : results) {
                assertThat(result.get()).isIn("DONE", "USED", "OVERTAKEN");
                done += result.get().equals("DONE") ? 1 : 0;
            }
            assertThat(done).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aTemporarilyLockedUserGetsInWithTheNewPassword() {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore strict = admin.realm(Map.of("failureFactor", 3))) {
            for (int number = 0; number < 5; number++) {
                recoveries.browser().login("workspace", user, "wrong");
            }
            await().until(() -> recoveries
                    .browser()
                    .login("workspace", user)
                    .text()
                    .contains("The username or password is not correct"));
            recoveries.latest(user, 1);
            recoveries.ask(recoveries.browser(), "workspace", user);
            // The other one says that sign-in is paused.
            recoveries.latest(user, 2);
            Recoveries.choose(recoveries.browser().get(recoveries.link(user)), Recoveries.NEW_PASSWORD);
            assertThat(recoveries.isPassword(user, Recoveries.NEW_PASSWORD)).isTrue();
        }
    }

    @Test
    @DisplayName("A user who was disabled or deleted meanwhile gets a page that says what to do")
    void aDisabledOrDeletedUserReadsWhatToDo() {
        Admin.User disabled = admin.newUser("agent");
        String link = recoveries.linkFor(disabled);
        Page open = recoveries.browser().get(link);
        admin.update(disabled, Map.of("enabled", false));
        assertThat(Recoveries.saying(recoveries.browser().get(link))).isEqualTo("LOCKED");
        assertThat(Recoveries.saying(Recoveries.choose(open, Recoveries.NEW_PASSWORD)))
                .isEqualTo("LOCKED");
        Admin.User deleted = admin.newUser("agent");
        String gone = recoveries.linkFor(deleted);
        Page opened = recoveries.browser().get(gone);
        admin.send("DELETE", "/users/" + deleted.id(), null);
        assertThat(Recoveries.saying(recoveries.browser().get(gone))).isEqualTo("UNKNOWN");
        assertThat(Recoveries.saying(Recoveries.choose(opened, Recoveries.NEW_PASSWORD)))
                .isEqualTo("UNKNOWN");
    }

    @Test
    @DisplayName("A change forgets devices, raises events, sends a notice and leaves no required action")
    void aChangeForgetsDevicesAndLeavesNoRequiredAction() {
        Admin.User user = admin.newUser("agent");
        recoveries.browser().loginCompletely("workspace", user);
        admin.update(user, Map.of("requiredActions", List.of("UPDATE_PASSWORD")));
        Recoveries.choose(recoveries.browser().get(recoveries.linkFor(user)), Recoveries.NEW_PASSWORD);
        assertThat(admin.credentials(user))
                .extracting(credential -> credential.get("type").asText())
                .containsExactly("password");
        assertThat(admin.get("/users/" + user.id()).get("requiredActions")).isEmpty();
        List<JsonNode> events = admin.events(user);
        assertThat(events)
                .extracting(event -> event.get("type").asText())
                .contains("SEND_RESET_PASSWORD", "RESET_PASSWORD", "UPDATE_CREDENTIAL", "LOGOUT");
        assertThat(events.toString()).doesNotContain(Recoveries.NEW_PASSWORD);
        await().until(() -> recoveries.mails(user).get(0).subject().contains("was changed"));
        Mail notice = recoveries.mails(user).get(0);
        assertThat(notice.text()).contains("Firefox, Linux");
        assertThat(Recoveries.addresses(notice)).containsExactly(recoveries.notMe());
    }

    @Test
    void whatCannotBeReadGetsAPageThatSendsANewLink() {
        Admin.User user = admin.newUser("agent");
        for (String junk : List.of(
                "/?",
                "/?utm_source=mail",
                "",
                "/",
                "/short",
                "/?" + "0123456789ABCDEFGHJKMNPQRS".substring(0, 20),
                "/%F0%9F%98%80",
                "/index.html",
                "/forgotten")) {
            Page page = recoveries.browser().get(server.realmUrl() + "/gatehouse" + junk);
            assertThat(page.status()).as(junk).isEqualTo(200);
            assertThat(Recoveries.saying(page)).as(junk).isEqualTo("UNREADABLE");
        }
        Page unknown = recoveries.browser().get(server.realmUrl() + "/gatehouse/?ABCDEFGHJKMNPQRSTVWXYZ0123");
        assertThat(Recoveries.saying(unknown)).isEqualTo("UNKNOWN");
        assertThat(Recoveries.enter(unknown, user.email()).text()).contains("Check your email");
        assertThat(Recoveries.asksForPassword(recoveries.browser().get(recoveries.link(user))))
                .isTrue();
    }

    @Test
    void theLanguageCanBeChosenOnEveryPage() {
        Admin.User user = admin.newUser("agent");
        Page page = recoveries.browser().get(recoveries.linkFor(user));
        Page again = page.browser().get(page.url() + "?client_id=workspace&kc_locale=de");
        assertThat(Recoveries.asksForPassword(again)).isTrue();
        assertThat(again.language()).isEqualTo("de");
    }
}
