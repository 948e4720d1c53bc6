package dev.gatehouse.it.mfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies where a code is valid, how often it may be tried, and when an email is sent. */
class SecurityCodeTest {

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @ParameterizedTest
    @ValueSource(strings = {"%s%s%s %s%s%s", " %s%s%s-%s%s%s ", "%s %s %s %s %s %s"})
    void aCodeIsAcceptedAsPeopleTypeIt(String format) {
        Admin.User user = admin.newUser("agent");
        Page page = server.newBrowser().login("workspace", user);
        Object[] digits = Codes.latest(server, user)
                .chars()
                .mapToObj(digit -> (char) digit)
                .toArray();
        assertThat(page.enterCode(String.format(format, digits)).isBackInTheApp())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s.", "\u201c%s\u201d", "Code: %s", "%s is your Acme Phone security code"})
    void aCodeIsAcceptedWithWhatWasCopiedAroundIt(String format) {
        Admin.User user = admin.newUser("agent");
        Page page = server.newBrowser().login("workspace", user);
        assertThat(page.enterCode(String.format(format, Codes.latest(server, user)))
                        .isBackInTheApp())
                .isTrue();
    }

    @Test
    void aCodeIsAcceptedInTheDigitsOfOtherScripts() {
        Admin.User user = admin.newUser("agent");
        Page page = server.newBrowser().login("workspace", user);
        StringBuilder arabic = new StringBuilder();
        Codes.latest(server, user).chars().forEach(digit -> arabic.append((char) (digit - '0' + 0x0660)));
        assertThat(page.enterCode(arabic.toString()).isBackInTheApp()).isTrue();
    }

    @Test
    void theMessagesAreDistinct() {
        Admin.User user = admin.newUser("agent");
        Page page = server.newBrowser().login("workspace", user);
        String code = Codes.latest(server, user);
        assertThat(page.error()).isEmpty();
        page = page.enterCode("  ");
        assertThat(page.error()).isEqualTo("Enter the security code");
        page = page.enterCode("12345");
        assertThat(page.error())
                .isEqualTo("Security code must be 6 digits. You entered 5 characters, and only digits count");
        page = page.enterCode(Codes.wrong(code, 1));
        assertThat(page.error()).isEqualTo("The security code is not correct. Check the latest email");
        assertThat(page.enterCode(code).isBackInTheApp()).isTrue();
    }

    @Test
    void aPageThatIsSentTwiceSaysSoAndTheRightCodeStillLeadsIn() {
        Admin.User user = admin.newUser("agent");
        Page page = server.newBrowser().login("workspace", user);
        String code = Codes.latest(server, user);
        page.enterCode(Codes.wrong(code, 1));
        Page again = page.enterCode(code);
        assertThat(again.asksForCode()).isTrue();
        assertThat(again.title()).startsWith("Error: ");
        assertThat(again.error())
                .as("what Keycloak says of a page that was sent before")
                .isEqualTo("That page or link was out of date. Continue here");
        assertThat(again.enterCode(code).isBackInTheApp()).isTrue();
    }

    @Test
    @Tag("smoke")
    void aCodeWorksOnce() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        Page page = browser.login("workspace", user);
        Page secondTab = browser.anotherTab().login("workspace", user);
        String code = Codes.latest(server, user);
        assertThat(page.enterCode(code).isBackInTheApp()).isTrue();
        assertThat(secondTab.enterCode(code).isBackInTheApp()).isFalse();
    }

    @Test
    void aCodeOfOneLoginIsInvalidInAnotherBrowserOrApp() {
        Admin.User user = admin.newUser("owner");
        HttpBrowser browser = server.newBrowser();
        browser.login("workspace", user);
        String code = Codes.latest(server, user);

        // Whether or not these logins have a code of their own yet, the code of the first one must be invalid.
        Page otherBrowser = server.newBrowser().login("workspace", user);
        Page otherApp = browser.anotherTab().login("dashboard", user);
        for (Page other : List.of(otherBrowser, otherApp)) {
            assertThat(other.asksForCode()).isTrue();
            Page answer = other.postCode(code);
            assertThat(answer.isBackInTheApp()).isFalse();
        }
    }

    @Test
    @DisplayName("After five wrong codes even the right one is invalid, and a new one is needed")
    void afterFiveWrongCodesEvenTheRightOneIsInvalid() {
        Admin.User user = admin.newUser("agent");
        Page page = server.newBrowser().login("workspace", user);
        String code = Codes.latest(server, user);
        for (int number = 1; number <= 4; number++) {
            page = page.enterCode(Codes.wrong(code, number));
            assertThat(page.error()).startsWith("The security code is not correct");
        }
        page = page.enterCode(Codes.wrong(code, 5));
        assertThat(page.error()).startsWith("Too many incorrect codes. Ask for a new code");
        assertThat(page.hasCodeField()).isFalse();
        assertThat(page.hasSendButton()).isTrue();
        page = page.postCode(code);
        assertThat(page.isBackInTheApp()).isFalse();
        assertThat(page.error()).startsWith("Too many incorrect codes");

        server.passTheEmailGap(user);
        page = page.send();
        String next = Codes.latest(server, user);
        assertThat(next).isNotEqualTo(code);
        assertThat(page.text()).contains("New code sent").doesNotContain("Code sent again");
        assertThat(page.enterCode(next).isBackInTheApp()).isTrue();
        assertThat(admin.events(user))
                .extracting(event -> event.path("error").asText())
                .contains("gatehouse_code_wrong", "gatehouse_code_exhausted");
    }

    @Test
    void tenWrongCodesInAnHourOverLoginsAndBrowsersBlockWithATime() {
        Admin.User user = admin.newUser("owner");
        Page page = server.newBrowser().login("workspace", user);
        String code = Codes.latest(server, user);
        for (int number = 1; number <= 5; number++) {
            page = page.enterCode(Codes.wrong(code, number));
        }
        server.passTheEmailGap(user);
        HttpBrowser other = server.newBrowser().from("133.11.0.1").as(HttpBrowser.SAFARI);
        page = other.login("dashboard", user);
        code = Codes.latest(server, user);
        for (int number = 1; number <= 4; number++) {
            page = page.enterCode(Codes.wrong(code, number));
            assertThat(page.error()).startsWith("The security code is not correct");
        }
        page = page.enterCode(Codes.wrong(code, 5));
        assertThat(page.error()).matches("Too many incorrect codes\\. Ask for a new code in \\d+ minutes");
        assertThat(page.hasCodeField()).isFalse();
        assertThat(page.hasSendButton()).isFalse();

        int mails = server.inbox().messages(user.email()).size();
        Page third = server.newBrowser().login("workspace", user);
        assertThat(third.error()).startsWith("Too many incorrect codes");
        assertThat(server.inbox().messages(user.email())).hasSize(mails);
    }

    @Test
    void wrongCodesCountInBruteForceDetectionAndTheRightOneClearsThem() {
        Admin.User user = admin.newUser("agent");
        Page page = server.newBrowser().login("workspace", user);
        String code = Codes.latest(server, user);
        page = page.enterCode(Codes.wrong(code, 1)).enterCode(Codes.wrong(code, 2));
        await().atMost(Duration.ofSeconds(10)).until(() -> admin.failures(user) == 2);
        page.enterCode(code).tokens();
        await().atMost(Duration.ofSeconds(10)).until(() -> admin.failures(user) == 0);
    }

    @Test
    void postingToACodeThatIsUsedUpDoesNotLockTheOwnerOut() {
        Admin.User user = admin.newUser("agent");
        Page page = server.newBrowser().login("workspace", user);
        String code = Codes.latest(server, user);
        for (int number = 1; number <= 20; number++) {
            page = page.postCode(Codes.wrong(code, number));
        }
        await().pollDelay(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(10)).until(() -> admin.failures(user) == 5);
    }

    @Test
    void anAddressThatIsRemovedDuringTheChallengeLeadsToAPageThatSaysSo() {
        try (Admin.Restore names = admin.realm(Map.of("registrationEmailAsUsername", false));
                Admin.Restore relaxed = admin.optionalEmail()) {
            Admin.User user = admin.newUser("agent");
            Page page = server.newBrowser().login("workspace", user);
            admin.update(user, Map.of("email", ""));
            Page answer = page.enterCode(Codes.latest(server, user));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text())
                    .as("an administrator's change ends the login")
                    .contains("the account was changed");
            assertThat(server.newBrowser().login("workspace", user).text())
                    .contains("your account has no email address");
        }
    }

    @Test
    void anAccountLockedByBruteForceDetectionReadsUntilWhen() {
        try (Admin.Restore strict = admin.realm(Map.of("failureFactor", 2, "waitIncrementSeconds", 600))) {
            Admin.User user = admin.newUser("agent");
            Page page = server.newBrowser().login("workspace", user);
            String code = Codes.latest(server, user);
            page = page.enterCode(Codes.wrong(code, 1)).enterCode(Codes.wrong(code, 2));
            await().atMost(Duration.ofSeconds(10)).until(() -> admin.failures(user) == 2);
            page = page.enterCode(code);
            assertThat(page.isBackInTheApp()).isFalse();
            assertThat(page.error()).startsWith("Too many incorrect codes. Ask for a new code in ");
        }
    }

    @Test
    void aHundredParallelGuessesEvaluateAtMostFive() throws Exception {
        // Keycloak's own protection against parallel logins is off, so that the limit of the code is what is tested.
        try (Admin.Restore unprotected = admin.realm(Map.of("bruteForceProtected", false))) {
            Admin.User user = admin.newUser("agent");
            Page page = server.newBrowser().login("workspace", user);
            String code = Codes.latest(server, user);
            String action = page.action("gatehouse-code-form");
            List<Callable<Page>> guesses = new ArrayList<>();
            HttpBrowser browser = page.browser();
            for (int number = 1; number <= 100; number++) {
                Map<String, String> form = Map.of("code", Codes.wrong(code, number));
                guesses.add(() -> browser.anotherTab().post(action, form));
            }
            ExecutorService threads = Executors.newFixedThreadPool(25);
            List<Future<Page>> answers = threads.invokeAll(guesses);
            threads.shutdown();
            for (Future<Page> answer : answers) {
                assertThat(answer.get().status()).isLessThan(500);
            }
            long evaluated = admin.events(user).stream()
                    .map(event -> event.path("error").asText())
                    .filter(error -> error.equals("gatehouse_code_wrong"))
                    .count();
            assertThat(evaluated).as("the fifth is reported as exhausted").isLessThanOrEqualTo(4);
            assertThat(browser.post(action, Map.of("code", code)).isBackInTheApp())
                    .isFalse();
        }
    }

    @Test
    void anExpiredCodeIsReportedAndReplacedAtOnce() {
        try (ServerClock clock = ServerClock.of(server)) {
            Admin.User user = admin.newUser("agent");
            Page page = server.newBrowser().login("workspace", user);
            String code = Codes.latest(server, user);
            clock.advance(Duration.ofMinutes(10));
            server.passTheEmailGap(user);
            page = page.enterCode(code);
            assertThat(page.error()).isEqualTo("The security code has expired. Ask for a new one");
            page = page.send();
            assertThat(page.enterCode(Codes.latest(server, user)).isBackInTheApp())
                    .isTrue();
        }
    }

    @Test
    @DisplayName("A second email is refused before the gap has passed, and repeats the code afterwards")
    void aSecondEmailWaitsForTheGapAndRepeatsTheCode() {
        Admin.User user = admin.newUser("agent");
        Page page = server.newBrowser().login("workspace", user);
        String code = Codes.latest(server, user);
        page = page.enterCode(Codes.wrong(code, 1));
        server.passTheEmailGap(user);
        page = page.send();
        assertThat(page.text()).contains("Code sent again");
        assertThat(server.inbox().messages(user.email())).hasSize(2);
        assertThat(Codes.latest(server, user)).isEqualTo(code);
        for (int number = 2; number <= 4; number++) {
            page = page.enterCode(Codes.wrong(code, number));
        }
        assertThat(page.enterCode(Codes.wrong(code, 5)).error())
                .as("the email has reset nothing")
                .startsWith("Too many incorrect codes");
    }

    @Test
    void reloadBackAndHeadSendNothingAndChangeNothing() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        Page page = browser.login("workspace", user);
        String code = Codes.latest(server, user);
        String refresh = page.action("gatehouse-code-form").replaceFirst("session_code=[^&]*&", "");
        for (int number = 0; number < 3; number++) {
            browser.head(page.action("gatehouse-code-form"));
            browser.head(refresh);
            page = browser.get(refresh);
            assertThat(page.hasCodeField()).isTrue();
        }
        assertThat(server.inbox().messages(user.email())).hasSize(1);
        assertThat(page.enterCode(code).isBackInTheApp()).isTrue();
    }

    @Test
    void aSecondTabOfTheSameLoginUsesTheSameCode() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.login("workspace", user);
        Page secondTab = browser.anotherTab().login("workspace", user);
        assertThat(secondTab.hasCodeField()).isTrue();
        assertThat(server.inbox().messages(user.email())).hasSize(1);
        assertThat(secondTab.enterCode(Codes.latest(server, user)).isBackInTheApp())
                .isTrue();
    }

    @Test
    void anotherUserWhoTakesOverTheLoginIsChallengedForTheirOwnCode() {
        Admin.User alice = admin.newUser("agent");
        Admin.User bob = admin.newUser("agent");
        Page ofAlice = server.newBrowser().login("workspace", alice);
        String codeOfAlice = Codes.latest(server, alice);
        Page ofBob = ofAlice.startAgain().enterPassword(bob.email(), Admin.PASSWORD);
        assertThat(ofBob.asksForCode()).isTrue();
        Page refused = ofBob.enterCode(codeOfAlice);
        assertThat(refused.isBackInTheApp()).isFalse();
        assertThat(refused.enterCode(Codes.latest(server, bob)).isBackInTheApp())
                .isTrue();
    }

    @Test
    void aLoginThatHasTimedOutSaysSoAndStartsAgain() {
        try (Admin.Restore brief = admin.realm(Map.of(
                        "accessCodeLifespanLogin", 2, "accessCodeLifespanUserAction", 2, "accessCodeLifespan", 2));
                ServerClock clock = ServerClock.of(server)) {
            Admin.User user = admin.newUser("agent");
            Page page = server.newBrowser().login("workspace", user);
            clock.advance(Duration.ofSeconds(3));
            Page late = page.enterCode(Codes.latest(server, user));
            assertThat(late.isBackInTheApp()).isFalse();
            assertThat(late.text()).contains("timed out");
        }
    }

    @Test
    void theEmailNamesTheCodeTheTimeTheDeviceAndThePlace() {
        Admin.User user = admin.newUser("agent");
        server.newBrowser().from("193.0.6.139").login("workspace", user);
        Mail mail = server.inbox().messages(user.email()).get(0);
        String code = Codes.in(mail.text());
        assertThat(mail.subject()).isEqualTo(code + " is your Acme Phone security code");
        for (String body : List.of(mail.text(), mail.html())) {
            assertThat(body).contains(code, "Firefox, Linux", "Netherlands", "Do not share this code");
            assertThat(body).as("the time in that country").containsPattern("\\d:\\d\\d.[AP]M CES?T");
        }
        assertThat(Recoveries.addresses(mail)).containsExactly(server.realmUrl() + "/gatehouse/not-me");
    }

    @Test
    void theSubjectOmitsTheCodeWhereTheAdminSaysSo() {
        try (Admin.Restore quiet = admin.mfa(Map.of("codeInSubject", "false"))) {
            Admin.User user = admin.newUser("agent");
            server.newBrowser().login("workspace", user);
            assertThat(server.inbox().messages(user.email()).get(0).subject())
                    .isEqualTo("Your Acme Phone security code");
        }
    }

    @Test
    void whatIsTypedMayBeAnything() {
        Admin.User user = admin.newUser("agent");
        Page page = server.newBrowser().login("workspace", user);
        for (String typed : List.of(
                "<script>alert(1)</script>",
                "{0}",
                "'",
                "\u202e123456789",
                "1".repeat(100_000),
                "\u0000",
                "\ud83d\udd12")) {
            page = page.enterCode(typed);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.error()).startsWith("Security code must be 6 digits");
        }
        assertThat(page.enterCode(Codes.latest(server, user)).isBackInTheApp()).isTrue();
    }
}
