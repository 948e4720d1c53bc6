package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.it.gate.TokenIssuanceGuardClusterCases;
import dev.gatehouse.it.recovery.SecurityStampClusterCases;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.Cluster;
import dev.gatehouse.testsupport.server.LoginLoad;
import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies that two nodes behave as one; the cases of several features share the nodes, whose start takes long. */
@Tag("cluster")
class ClusterTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MAILS_PER_HOUR = 5;

    private static Cluster cluster;
    private static TestServer first;
    private static TestServer second;

    @BeforeAll
    static void start() {
        cluster = new Cluster();
        first = cluster.first();
        second = cluster.second();
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @AfterEach
    void passEverythingOnToBoth() {
        cluster.toBoth();
    }

    /** What the token issuance guard refuses on one node. */
    @Nested
    class TokenIssuanceGuard extends TokenIssuanceGuardClusterCases {

        @Override
        protected Cluster cluster() {
            return cluster;
        }
    }

    /** An account that is secured on one node. */
    @Nested
    class SecurityStamp extends SecurityStampClusterCases {

        @Override
        protected Cluster cluster() {
            return cluster;
        }
    }

    /** The dashboard and the page for administrators. */
    @Nested
    class Dashboard extends DashboardClusterCases {

        @Override
        protected Cluster cluster() {
            return cluster;
        }
    }

    @Test
    @DisplayName("A code that one node emailed is valid on the other, and the device is known on both")
    void aCodeFromOneNodeIsValidOnTheOther() {
        Admin.User alice = first.admin().newUser("agent");
        HttpBrowser browser = first.newBrowser();
        Page page = at(first, () -> browser.login("workspace", alice));
        assertThat(page.asksForCode()).isTrue();

        JsonNode token = at(second, () -> page.enterCode(code(alice)).tokens());
        assertThat(token.get("mfa").asText()).isEqualTo("email");
        assertThat(at(first, browser::refresh).status()).isEqualTo(200);
        for (TestServer node : List.of(first, second, first)) {
            assertThat(at(node, () -> browser.signOut().login("workspace", alice))
                            .isBackInTheApp())
                    .as(node.ownUrl())
                    .isTrue();
        }
        assertThat(first.inbox().messages(alice.email())).hasSize(1);
    }

    @Test
    @DisplayName("A login that changes the node at every request is completed, and a code works once")
    void aLoginChangesNodesAtEveryRequestAndCodesWorkOnce() {
        Admin.User alice = first.admin().newUser("agent");
        Page page = first.newBrowser().login("workspace", alice);
        Page tab = page.browser().anotherTab().login("workspace", alice);
        String code = code(alice);
        assertThat(page.enterCode(code).tokens().get("mfa").asText()).isEqualTo("email");
        assertThat(tab.enterCode(code).isBackInTheApp()).isFalse();
    }

    @Test
    void wrongCodesAtBothNodesAddUpForTheCodeAndForTheAccount() {
        Admin.User user = first.admin().newUser("agent");
        for (int codes = 1; codes <= 2; codes++) {
            Page page = at(first, () -> first.newBrowser().login("workspace", user));
            String code = code(user);
            for (int number = 1; number <= 5; number++) {
                page = wrong(page, node(number), code, number);
                assertThat(page.error())
                        .as("wrong code %d of code %d", number, codes)
                        .startsWith(number < 5 ? "The security code is not correct" : "Too many incorrect codes");
            }
            assertThat(page.hasCodeField()).isFalse();
            if (codes == 1) {
                page = postCode(page, second, code);
                assertThat(page.isBackInTheApp()).as("the right one, too late").isFalse();
                assertThat(page.error()).startsWith("Too many incorrect codes");
                first.passTheEmailGap(user);
            }
        }
        int mails = first.inbox().messages(user.email()).size();
        for (TestServer node : List.of(first, second)) {
            Page blocked = at(node, () -> first.newBrowser().login("workspace", user));
            assertThat(blocked.error()).as("ten wrong codes").startsWith("Too many incorrect codes");
            assertThat(blocked.hasSendButton()).isFalse();
        }
        assertThat(first.inbox().messages(user.email())).hasSize(mails);
    }

    @Test
    void emailsFromBothNodesKeepTheGapAndTheHourlyLimit() {
        Admin.User user = first.admin().newUser("agent");
        Instant start = Instant.now();
        Page page = at(first, () -> first.newBrowser().login("workspace", user));
        for (int tries = 1; mails(user) < MAILS_PER_HOUR; tries++) {
            page = send(page, node(tries));
            // However slow the machine is, no more emails can have been sent than there were gaps.
            assertThat((long) mails(user))
                    .isLessThanOrEqualTo(
                            1 + Duration.between(start, Instant.now()).dividedBy(TestServer.EMAIL_GAP));
            assertThat(Duration.between(start, Instant.now()))
                    .as("for %d emails", mails(user))
                    .isLessThan(PATIENCE);
        }
        for (int tries = 1; tries <= 2; tries++) {
            first.passTheEmailGap(user);
            page = send(page, node(tries));
        }
        assertThat(mails(user)).as("the sixth").isEqualTo(MAILS_PER_HOUR);
    }

    private static int mails(Admin.User user) {
        return first.inbox().messages(user.email()).size();
    }

    @Test
    void aHundredParallelGuessesSpreadOverBothNodesEvaluateAtMostFive() throws Exception {
        // Keycloak's own protection against parallel logins is off, so that the limit of the code is what is tested.
        try (Admin.Restore unprotected = first.admin().realm(Map.of("bruteForceProtected", false))) {
            Admin.User user = first.admin().newUser("agent");
            DirectGrant phone = new DirectGrant(first);
            String token = phone.call(user, Map.of()).get("mfa_token").asText();
            String code = code(user);
            List<Callable<JsonNode>> guesses = new ArrayList<>();
            for (int number = 1; number <= 100; number++) {
                Map<String, String> guess = Map.of("mfa_token", token, "code", Codes.wrong(code, number));
                guesses.add(() -> phone.call(user, guess));
            }
            List<JsonNode> answers = inParallel(guesses, 20);
            assertThat(answers)
                    .allSatisfy(
                            answer -> assertThat(answer.get("status").asInt()).isEqualTo(400));
            List<String> reasons = answers.stream()
                    .map(answer -> answer.path("mfa_reason").asText())
                    .toList();
            assertThat(reasons)
                    .filteredOn("wrong"::equals)
                    .as("the fifth is reported as used up")
                    .hasSizeBetween(1, 4);
            assertThat(reasons).filteredOn("too_many"::equals).hasSizeGreaterThanOrEqualTo(96);
            assertThat(errors(user)).filteredOn("gatehouse_code_wrong"::equals).hasSizeBetween(1, 4);
            for (TestServer node : List.of(first, second)) {
                JsonNode late = at(node, () -> phone.call(user, Map.of("mfa_token", token, "code", code)));
                assertThat(late.path("mfa_reason").asText())
                        .as("the right code")
                        .isEqualTo("too_many");
            }
        }
    }

    @Test
    void ofManyRightAnswersAtBothNodesAtOnceOneCounts() throws Exception {
        try (Admin.Restore unprotected = first.admin().realm(Map.of("bruteForceProtected", false))) {
            Admin.User user = first.admin().newUser("agent");
            HttpBrowser browser = first.newBrowser();
            Page page = browser.login("workspace", user);
            Map<String, String> form = Map.of("code", code(user));
            String action = page.action("gatehouse-code-form");
            List<Callable<Page>> answers = new ArrayList<>();
            for (int number = 1; number <= 4; number++) {
                answers.add(() -> browser.anotherTab().post(action, form));
            }
            inParallel(answers, 4);
            List<JsonNode> logins = first.admin().events(user).stream()
                    .filter(event -> event.get("type").asText().equals("LOGIN"))
                    .toList();
            assertThat(logins)
                    .filteredOn(login -> login.path("details").has("gatehouse_mfa"))
                    .as("logins by the code")
                    .hasSizeLessThanOrEqualTo(1);
            // A request that finds the step done by another, but the tab still there, makes Keycloak complete the same
            // login once more.
            assertThat(logins.stream()
                            .map(login -> login.path("sessionId").asText())
                            .distinct())
                    .as("sessions")
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void aRecoveryLinkThatOneNodeMadeIsOpenedAtTheOther() {
        Admin.User user = first.admin().newUser("agent");
        Recoveries recoveries = new Recoveries(first);
        at(first, () -> recoveries.ask(recoveries.browser(), "workspace", user));
        String link = recoveries.link(user);
        Page form = at(second, () -> recoveries.browser().get(link));
        assertThat(Recoveries.asksForPassword(form)).isTrue();
        Page done = at(first, () -> Recoveries.choose(form, Recoveries.NEW_PASSWORD));
        assertThat(done.heading()).isEqualTo("Your password is changed");
        assertThat(at(second, () -> recoveries.isPassword(user, Recoveries.NEW_PASSWORD)))
                .isTrue();
        assertThat(at(first, () -> recoveries.isPassword(user, Admin.PASSWORD))).isFalse();
        assertThat(Recoveries.asksForPassword(
                        at(first, () -> recoveries.browser().get(link))))
                .as("used")
                .isFalse();
    }

    @Test
    void aRoleThatIsWithdrawnAtOneNodeIsGoneAtTheOther() {
        Admin.User adam = first.admin().newUser("admin");
        HttpBrowser browser = first.newBrowser();
        at(second, () -> browser.loginCompletely("dashboard", adam));
        assertThat(at(second, browser::refresh).status()).isEqualTo(200);
        first.admin().revoke(adam, "admin");
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> assertThat(at(second, browser::refresh).status()).isEqualTo(400));
    }

    @Test
    void placesThatTheNodesSeeAddUpToASuspicionOfASharedLogin() {
        Admin.User user = first.admin().newUser("agent");
        try (Admin.Restore observing = first.admin().mfa(Map.of("mode", "observe"))) {
            for (int number = 1; number <= 4; number++) {
                HttpBrowser person = first.newBrowser().from("198.51." + number + ".7");
                assertThat(suspicions(user))
                        .as("before the place that is too many")
                        .isZero();
                at(node(number), () -> person.login("workspace", user).tokens());
            }
        }
        assertThat(suspicions(user)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, -2})
    @DisplayName(
            "A node whose clock is two minutes off accepts the other's codes, and their lifetime differs by no more")
    void aClockTwoMinutesOffShiftsTheLifeOfCodesByNoMore(int minutes) {
        Duration off = Duration.ofMinutes(minutes);
        Duration lifetime = Duration.ofMinutes(10);
        try (ServerClock right = ServerClock.of(first);
                ServerClock wrong = ServerClock.of(second).advance(off)) {
            assertThat(finish(first, second))
                    .as("a code of the right clock, at the wrong one")
                    .isTrue();
            assertThat(finish(second, first))
                    .as("a code of the wrong clock, at the right one")
                    .isTrue();

            Admin.User user = first.admin().newUser("agent");
            Page page = at(first, () -> first.newBrowser().login("workspace", user));
            wrong.advance(lifetime.minus(off).plusSeconds(1));
            assertThat(at(second, () -> page.enterCode(code(user))).error())
                    .as("after its lifetime by the wrong clock")
                    .startsWith("The security code has expired");
            wrong.advance(lifetime.minus(off).plusSeconds(1).negated());

            Admin.User other = first.admin().newUser("agent");
            Page later = at(second, () -> first.newBrowser().login("workspace", other));
            right.advance(lifetime.plus(off).plusSeconds(1));
            assertThat(at(first, () -> later.enterCode(code(other))).error())
                    .as("after its lifetime and the difference")
                    .startsWith("The security code has expired");
        }
    }

    @Test
    void aLoginWhoseNodeDiesBetweenEmailAndCodeFinishesAtTheOther() {
        Admin.User user = first.admin().newUser("agent");
        HttpBrowser browser = first.newBrowser();
        Page page = at(second, () -> browser.login("workspace", user));
        Admin.User guessed = first.admin().newUser("agent");
        Page guess = at(second, () -> first.newBrowser().login("workspace", guessed));
        String code = code(guessed);
        for (int number = 1; number <= 5; number++) {
            guess = wrong(guess, second, code, number);
        }
        second.kill();
        try {
            cluster.toBoth();
            assertThat(page.enterCode(code(user)).tokens().get("mfa").asText()).isEqualTo("email");
            assertThat(browser.refresh().status()).isEqualTo(200);
            assertThat(guess.postCode(code).isBackInTheApp())
                    .as("what the dead node counted still counts")
                    .isFalse();
        } finally {
            second.start();
            cluster.awaitMembers(2);
        }
        assertThat(at(second, () -> browser.signOut().login("workspace", user)).isBackInTheApp())
                .as("the node that came back knows the device")
                .isTrue();
    }

    @Test
    @Tag("slow")
    void noLoginIsLostWhileBothNodesAreRestartedOneAfterTheOther() throws Exception {
        List<Admin.User> users = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            users.add(first.admin().newUser("agent"));
        }
        try (LoginLoad load = new LoginLoad(first, users)) {
            load.awaitLogins(12);
            for (TestServer node : List.of(second, first)) {
                node.stop();
                load.awaitLogins(12);
                node.start();
                cluster.awaitMembers(2);
                load.awaitLogins(12);
            }
            load.end();
            System.out.println("While both nodes were restarted: " + load);
            assertThat(load.lost()).isEmpty();
        }
    }

    private static boolean finish(TestServer begins, TestServer ends) {
        Admin.User user = first.admin().newUser("agent");
        HttpBrowser browser = first.newBrowser();
        Page page = at(begins, () -> browser.login("workspace", user));
        assertThat(page.hasCodeField()).isTrue();
        JsonNode token = at(ends, () -> page.enterCode(code(user)).tokens());
        return at(begins, browser::refresh).status() == 200
                && token.get("mfa").asText().equals("email")
                && at(begins, () -> browser.signOut().login("workspace", user)).isBackInTheApp();
    }

    private static List<String> errors(Admin.User user) {
        return first.admin().events(user).stream()
                .map(event -> event.path("error").asText())
                .toList();
    }

    private static long suspicions(Admin.User user) {
        return first.admin().events(user).stream()
                .filter(event -> event.path("details")
                        .path("custom_required_action")
                        .asText()
                        .equals("shared_login_suspected"))
                .count();
    }

    private static <T> List<T> inParallel(List<Callable<T>> calls, int width) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(width);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Restarts one node after the other. */
    private static TestServer node(int number) {
        return number % 2 == 0 ? first : second;
    }

    private static Page wrong(Page page, TestServer node, String code, int by) {
        return at(node, () -> page.enterCode(Codes.wrong(code, by)));
    }

    private static Page postCode(Page page, TestServer node, String code) {
        return at(node, () -> page.postCode(code));
    }

    private static Page send(Page page, TestServer node) {
        return at(node, page::send);
    }

    private static String code(Admin.User user) {
        return Codes.latest(first, user);
    }

    /** Runs something while every request is answered by one node. */
    private static <T> T at(TestServer node, Call<T> call) {
        cluster.onlyTo(node);
        return call.make();
    }

    /** What is run. */
    private interface Call<T> {

        T make();
    }
}
