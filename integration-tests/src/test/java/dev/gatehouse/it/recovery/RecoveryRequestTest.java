package dev.gatehouse.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verifies that every request for a link gets the same answer, and only the mailbox reveals more. */
class RecoveryRequestTest {

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);
    private final Flows flows = new Flows(admin);

    @Test
    void everyAddressGetsTheSameAnswerAndOnlyAKnownOneAnEmail() {
        Admin.User user = admin.newUser("agent");
        Admin.User unknownUser = unknownUser();
        Page known = recoveries.ask(recoveries.browser(), "workspace", user);
        Page unknown = recoveries.ask(recoveries.browser(), "workspace", unknownUser);
        assertThat(known.status()).isEqualTo(unknown.status()).isEqualTo(200);
        assertThat(known.text()).contains("Check your email").contains("If an account matches");
        assertThat(known.textWithout(user.email())).isEqualTo(unknown.textWithout(unknownUser.email()));
        Mail mail = recoveries.latest(user, 1);
        assertThat(mail.subject()).isEqualTo("Reset your Acme Phone password");
        assertThat(mail.text())
                .contains("Someone asked to reset this password")
                .contains("Choose a new password")
                .contains("Works once, for 60 minutes, until")
                .contains("Firefox, Linux");
        assertThat(mail.html())
                .contains(recoveries.link(user))
                .contains(recoveries.code(user))
                .doesNotContain("<script")
                .doesNotContain("src=");
        assertThat(recoveries.mails(unknownUser)).isEmpty();
    }

    @Test
    void openingThePageSendsNothingEvenToASignedInUser() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = recoveries.browser();
        browser.loginCompletely("workspace", user);
        server.inbox().clear();
        for (int number = 0; number < 3; number++) {
            Page page = browser.get(server.realmUrl() + "/login-actions/reset-credentials?client_id=workspace");
            assertThat(page.has("gatehouse-forgot-form")).as(page.text()).isTrue();
            assertThat(browser.get(page.url()).has("gatehouse-forgot-form")).isTrue();
            assertThat(browser.get(server.realmUrl() + "/gatehouse/forgot").has("gatehouse-forgot-form"))
                    .isTrue();
        }
        Page again = browser.open("workspace", "prompt=login");
        assertThat(browser.get(again.link("reset-credentials")).attribute("username", "value"))
                .as("known, so need not be typed")
                .isEqualTo(user.email());
        recoveries.letEmailsArrive();
        assertThat(recoveries.mails(user)).isEmpty();
    }

    @Test
    void anAddressIsUnderstoodAsPeoplePasteIt() {
        for (String around :
                List.of(" %s ", "<%s>", "\"%s\"", "%s.", "mailto:%s", "Test Person <%s>", "\u200b%s\u00a0")) {
            Admin.User user = admin.newUser("agent");
            HttpBrowser browser = recoveries.browser();
            Recoveries.enter(
                    browser.get(server.realmUrl() + "/gatehouse/forgot"),
                    String.format(Locale.ROOT, around, user.email().toUpperCase(Locale.ROOT)));
            assertThat(recoveries.latest(user, 1).subject()).as(around).startsWith("Reset your");
        }
        Page empty = Recoveries.enter(recoveries.browser().get(server.realmUrl() + "/gatehouse/forgot"), " <> ");
        assertThat(empty.error()).isEqualTo("Enter your email address");
    }

    @Test
    void theCodeInTheEmailOpensThePageThatIsStillOpenAndNoOther() {
        Admin.User user = admin.newUser("agent");
        Page waiting = recoveries.ask(recoveries.browser(), "workspace", user);
        Page elsewhere = recoveries.ask(recoveries.browser(), "workspace", unknownUser());
        String code = recoveries.code(user);
        assertThat(type(waiting, "").error()).isEqualTo("Enter the code from the email");
        assertThat(type(waiting, "ABCD").error()).isEqualTo("The code has 8 letters and digits");
        assertThat(type(elsewhere, code).error()).startsWith("The code is not correct");
        Page reloaded = waiting.browser().get(waiting.url());
        Page page = type(reloaded, " " + code.toLowerCase(Locale.ROOT).replace("-", " \u2013 "));
        assertThat(Recoveries.asksForPassword(page)).as(page.text()).isTrue();
        assertThat(type(waiting, code).error()).as("works once").startsWith("The code is not correct");
        assertThat(Recoveries.choose(page, Recoveries.NEW_PASSWORD).isBackInTheApp())
                .isTrue();
    }

    @Test
    void aCodeIsTriedFiveTimesAndThePageDoesNotRevealWhetherThereIsOne() {
        Admin.User user = admin.newUser("agent");
        Page known = recoveries.ask(recoveries.browser(), "workspace", user);
        Page unknown = recoveries.ask(recoveries.browser(), "workspace", unknownUser());
        String code = recoveries.code(user);
        String wrong = (code.charAt(0) == '2' ? "3" : "2") + code.substring(1);
        for (int number = 1; number <= 6; number++) {
            String error = type(known, wrong).error();
            assertThat(error)
                    .isEqualTo(type(unknown, wrong).error())
                    .startsWith(number < 5 ? "The code is not correct" : "Too many incorrect codes");
        }
        assertThat(type(known, code).error()).startsWith("Too many incorrect codes");
        assertThat(Recoveries.asksForPassword(recoveries.browser().get(recoveries.link(user))))
                .as("the link works")
                .isTrue();
    }

    @Test
    void aNetworkMayRequestALimitedNumberOfEmailsWhateverTheAddresses() {
        try (Admin.Restore strict =
                flows.config("gatehouse reset", "gatehouse-forgot-password", Map.of("networkLimit", "3"))) {
            HttpBrowser browser = recoveries.browser();
            for (int number = 0; number < 3; number++) {
                assertThat(recoveries.ask(browser, "workspace", unknownUser()).text())
                        .contains("Check your email");
            }
            for (Admin.User user : List.of(unknownUser(), admin.newUser("agent"))) {
                Page page = recoveries.ask(browser, "workspace", user);
                assertThat(Recoveries.saying(page)).isEqualTo("TOO_MANY");
                assertThat(page.text()).contains("Try again in");
                assertThat(page.follow("gatehouse-way-on").asksForPassword())
                        .as("back to the login")
                        .isTrue();
            }
            assertThat(recoveries
                            .ask(recoveries.browser(), "workspace", unknownUser())
                            .text())
                    .as("another network")
                    .contains("Check your email");
        }
    }

    @Test
    void usersOfProvidersAndLockedUsersLearnItByEmailOnly() {
        Admin.User member = Company.GLOBEX.newMember(server, "agent");
        Admin.User disabled = admin.newUser("agent");
        admin.update(disabled, Map.of("enabled", false));
        Admin.User unknown = unknownUser();
        String usual =
                recoveries.ask(recoveries.browser(), "workspace", unknown).textWithout(unknown.email());
        for (Admin.User user : List.of(member, disabled)) {
            Page page = Recoveries.enter(
                    recoveries
                            .browser()
                            .get(server.realmUrl() + "/login-actions/reset-credentials?client_id=workspace"),
                    user.email());
            assertThat(page.textWithout(user.email())).isEqualTo(usual);
        }
        Mail elsewhere = recoveries.latest(member, 1);
        assertThat(elsewhere.subject()).isEqualTo("How you sign in to Acme Phone");
        assertThat(elsewhere.text())
                .contains("with Globex")
                .contains(server.inbox().url() + "/apps")
                .doesNotContain("/gatehouse/");
        Mail locked = recoveries.latest(disabled, 1);
        assertThat(locked.subject()).isEqualTo("Your Acme Phone account is locked");
        assertThat(locked.text()).contains("Contact your administrator").doesNotContain("http");
    }

    @Test
    @DisplayName("A mail server that is down delays no page, and the email arrives afterwards")
    void aMailOutageDelaysNoPageAndTheEmailArrives() throws Exception {
        Admin.User user = admin.newUser("agent");
        Page page = recoveries.browser().get(server.realmUrl() + "/gatehouse/forgot");
        server.inbox().outage(true);
        try {
            Instant start = Instant.now();
            assertThat(Recoveries.enter(page, user.email()).text()).contains("Check your email");
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(1));
            await().until(() -> server.log().contains("GATEHOUSE-703"));
            assertThat(server.metric("gatehouse_mail_queue_waiting")).isPositive();
        } finally {
            server.inbox().outage(false);
        }
        recoveries.latest(user, 1);
        await().untilAsserted(() ->
                assertThat(server.metric("gatehouse_mail_queue_waiting")).isZero());
        assertThat(server.metric("gatehouse_mail_queue_retries_total")).isPositive();
    }

    @Test
    void aRealmWithoutMailServerOrWithoutResetSaysSoToEveryUser() {
        Admin.User user = admin.newUser("agent");
        Page page = recoveries.browser().get(server.realmUrl() + "/gatehouse/forgot");
        try (Admin.Restore none = admin.realm(Map.of("smtpServer", Map.of()))) {
            Page refused = Recoveries.enter(page, user.email());
            assertThat(Recoveries.saying(refused)).isEqualTo("NO_MAIL");
            assertThat(refused.has("gatehouse-way-on")).as("no dead end").isTrue();
            assertThat(Recoveries.saying(Recoveries.enter(page, unknownUser().email())))
                    .isEqualTo("NO_MAIL");
        }
        String link = recoveries.linkFor(user);
        try (Admin.Restore forbidden = admin.realm(Map.of("resetPasswordAllowed", false))) {
            assertThat(Recoveries.saying(recoveries.browser().get(server.realmUrl() + "/gatehouse/forgot")))
                    .isEqualTo("NOT_ALLOWED");
            assertThat(Recoveries.saying(Recoveries.enter(page, user.email()))).isEqualTo("NOT_ALLOWED");
            assertThat(Recoveries.saying(recoveries.browser().get(link))).isEqualTo("NOT_ALLOWED");
        }
        assertThat(Recoveries.asksForPassword(recoveries.browser().get(link))).isTrue();
    }

    @Test
    void thePageLeadsBackToTheLoginAndToAnotherAddress() {
        Admin.User user = admin.newUser("agent");
        Page page = recoveries.forgot(recoveries.browser(), "workspace", user);
        page.follow("gatehouse-way-back")
                .enterPassword(user.email(), Admin.PASSWORD)
                .enterCode(Codes.latest(server, user))
                .tokens();
        Page waiting = recoveries.ask(recoveries.browser(), "workspace", unknownUser());
        Page other = waiting.follow("gatehouse-other-address");
        assertThat(Recoveries.enter(other, user.email()).text()).contains("Check your email");
        recoveries.link(user);
    }

    @Test
    void neitherLinkNorCodeIsFoundInTheDatabaseTheLogOrAnEvent() throws SQLException {
        Admin.User user = admin.newUser("agent");
        Page waiting = recoveries.ask(recoveries.browser(), "workspace", user);
        String token = recoveries.link(user).replaceFirst(".*\\?", "");
        String code = recoveries.code(user);
        type(waiting, code);
        Recoveries.choose(recoveries.browser().get(recoveries.link(user)), Recoveries.NEW_PASSWORD);
        String ours = server.log()
                .lines()
                .filter(line -> line.contains("dev.gatehouse"))
                .reduce("", String::concat);
        for (String secret : List.of(token, code, code.replace("-", ""), Recoveries.NEW_PASSWORD)) {
            assertThat(ours).doesNotContain(secret);
            assertThat(database()).doesNotContain(secret);
            assertThat(admin.events(user).toString()).doesNotContain(secret);
        }
        assertThat(ours).doesNotContain(user.email());
    }

    private String database() throws SQLException {
        StringBuilder all = new StringBuilder();
        try (Connection database = server.database();
                Statement statement = database.createStatement();
                ResultSet script = statement.executeQuery("script")) {
            while (script.next()) {
                all.append(script.getString(1)).append('\n');
            }
        }
        return all.toString();
    }

    private static Page type(Page waiting, String code) {
        return waiting.submit("gatehouse-recovery-code-form", Map.of("code", code));
    }

    private static Admin.User unknownUser() {
        return new Admin.User("", "n" + UUID.randomUUID().toString().substring(0, 8) + "@acme.test");
    }
}
