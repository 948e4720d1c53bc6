package dev.gatehouse.it.mfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verifies that a temporary lockout, which any stranger who knows the address can cause, does not lock the owner out. */
class SignInPausedTest {

    private static final String PAUSED = "Sign-in to your Acme Phone account is paused";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);
    private final DirectGrant stranger = new DirectGrant(server);
    private final Admin.User alice = admin.newUser("agent");
    private final HttpBrowser known = recoveries.browser();
    private Admin.Restore longLocks;

    /** A lockout that lasts longer than a test, however busy the machine is. */
    @BeforeEach
    void locksLast() {
        longLocks = admin.realm(Map.of("waitIncrementSeconds", 600));
    }

    @AfterEach
    void locksAreAsBefore() {
        longLocks.close();
    }

    @Test
    @DisplayName(
            "Fifteen wrong direct grants of a stranger: the owner signs in at once on a known device, and no one else does")
    void theOwnerGetsPastAStrangersLockOnAKnownDevice() {
        known.loginCompletely("workspace", alice);
        Admin.User bob = admin.newUser("agent");
        HttpBrowser bobs = recoveries.browser();
        bobs.loginCompletely("workspace", bob);
        lock(alice);

        assertThat(known.signOut().login("workspace", alice).isBackInTheApp())
                .as("the owner")
                .isTrue();
        assertThat(grant(known, Admin.PASSWORD).has("access_token"))
                .as("the owner's phone")
                .isTrue();
        assertThat(status(alice).get("disabled").asBoolean())
                .as("administrators see the lock")
                .isTrue();
        assertThat(admin.failures(alice))
                .as("a stranger gets no new tries by the owner's login")
                .isEqualTo(15);
        assertThat(isRefused(recoveries.browser()))
                .as("a stranger who has the password")
                .isTrue();
        assertThat(isRefused(bobs.signOut()))
                .as("on a device that another account knows")
                .isTrue();
        assertThat(stranger.call(alice, Map.of()).get("error_description").asText())
                .isEqualTo("Invalid user credentials");
    }

    @Test
    void oneEmailLetsTheOwnerInOnANewDevice() {
        lock(alice);
        HttpBrowser newDevice = recoveries.browser();
        assertThat(isRefused(newDevice)).isTrue();
        String link = recoveries.link(alice);
        assertThat(paused(alice)).hasSize(1);
        assertThat(paused(alice).get(0).text()).contains(link).doesNotContain("Works once");

        recoveries.browser().head(link);
        Page page = recoveries.browser().get(link);
        assertThat(page.title()).startsWith("Sign-in is paused");
        recoveries.browser().post(page.url(), Map.of());
        recoveries.browser().post(page.url(), Map.of("password-new", "x", "secure", "on"));
        assertThat(isRefused(newDevice)).as("by email scanners").isTrue();

        Page resumed = page.submit("gatehouse-resume-form", Map.of("resume", "on"));
        assertThat(Recoveries.saying(resumed)).as(resumed.text()).isEqualTo("RESUMED");
        assertThat(status(alice).get("disabled").asBoolean())
                .as("lifted for all")
                .isFalse();
        assertThat(admin.failures(alice)).as("what was counted stays counted").isEqualTo(15);
        assertThat(admin.events(alice))
                .anyMatch(event ->
                        event.path("details").path("gatehouse_action").asText().equals("sign_in_resumed"));

        stranger.call(alice, Map.of("password", "wrong"));
        awaitLock(alice);
        assertThat(admin.failures(alice))
                .as("one wrong password locks it again")
                .isEqualTo(16);
        assertThat(isRefused(newDevice)).isTrue();
        assertThat(page.browser().login("workspace", alice).asksForCode())
                .as("but not in the browser that has proven the mailbox")
                .isTrue();
        recoveries.letEmailsArrive();
        assertThat(paused(alice)).as("no second email").hasSize(1);

        page.browser().get(page.url()).submit("gatehouse-resume-form", Map.of("resume", "on"));
        assertThat(newDevice.login("workspace", alice).asksForCode())
                .as("the link is good for its time")
                .isTrue();
    }

    @Test
    void aKnownDeviceHasFiveWrongPasswordsAnHourOfItsOwn() {
        known.loginCompletely("workspace", alice);
        known.signOut();
        for (int number = 1; number <= 4; number++) {
            known.login("workspace", alice, "wrong");
        }
        assertThat(admin.failures(alice)).as("not those of strangers").isZero();
        lock(alice);
        assertThat(known.login("workspace", alice, "wrong").isBackInTheApp()).isFalse();
        assertThat(isRefused(known)).as("it is locked as the account is").isTrue();
        assertThat(admin.failures(alice)).isEqualTo(15);
    }

    @Test
    void aDeviceThatHasUsedUpItsTriesCountsLikeAStranger() {
        known.loginCompletely("workspace", alice);
        known.signOut();
        for (int number = 1; number <= 7; number++) {
            known.login("workspace", alice, "wrong");
            int counted = Math.max(0, number - 5);
            await().until(() -> admin.failures(alice) == counted);
        }
        assertThat(known.login("workspace", alice).isBackInTheApp()).isTrue();
        await().untilAsserted(() -> assertThat(admin.failures(alice))
                .as("as usual, where there is no lock")
                .isZero());
    }

    @Test
    @DisplayName("Calls without a password are not counted, and lock no user out")
    void callsWithoutAPasswordLockNoUserOut() throws Exception {
        known.loginCompletely("workspace", alice);
        AtomicBoolean ends = new AtomicBoolean();
        ExecutorService strangers = Executors.newFixedThreadPool(4);
        try {
            IntStream.range(0, 4)
                    .forEach(number -> strangers.submit(() -> {
                        while (!ends.get()) {
                            stranger.call(alice, Map.of("password", ""));
                        }
                    }));
            for (int number = 1; number <= 6; number++) {
                assertThat(grant(known, Admin.PASSWORD).has("access_token"))
                        .as("time %d", number)
                        .isTrue();
            }
        } finally {
            ends.set(true);
            strangers.shutdown();
            assertThat(strangers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    @DisplayName(
            "A user who proves the mailbox again and again has five tries in all, and none once the password has changed")
    void provingTheMailboxAgainGivesNoNewTries() {
        lock(alice);
        String link = recoveries.link(alice);
        List<HttpBrowser> browsers =
                Stream.generate(recoveries::browser).limit(3).toList();
        for (HttpBrowser browser : browsers) {
            browser.get(link).submit("gatehouse-resume-form", Map.of("resume", "on"));
        }
        stranger.call(alice, Map.of("password", "wrong"));
        awaitLock(alice);
        browsers.forEach(browser -> IntStream.range(0, 3).forEach(number -> grant(browser, "wrong")));
        assertThat(admin.failures(alice)).as("what was counted").isEqualTo(16);
        assertThat(isRefused(browsers.get(2))).as("they are used up together").isTrue();
    }

    @Test
    void rightPasswordsUseUpNothing() {
        known.loginCompletely("workspace", alice);
        lock(alice);
        for (int number = 1; number <= 7; number++) {
            assertThat(known.signOut().login("workspace", alice).isBackInTheApp())
                    .as("time %d", number)
                    .isTrue();
        }
    }

    @Test
    void aCopyOfADeviceTokenThatWasReplacedIsAStrangers() {
        known.loginCompletely("workspace", alice);
        HttpBrowser copy = known.signOut().anotherTab();
        known.login("workspace", alice).tokens();
        known.signOut().login("workspace", alice).tokens();
        lock(alice);
        assertThat(isRefused(copy)).isTrue();
        assertThat(known.signOut().login("workspace", alice).isBackInTheApp()).isTrue();
    }

    @Test
    void aChallengeAndItsCodeWorkPastTheLockoutToo() {
        known.loginCompletely("workspace", alice);
        lock(alice);
        server.passTheEmailGap(alice);
        // A network on the deny list.
        Page challenged = known.signOut().from("198.51.100.7").login("workspace", alice);
        assertThat(challenged.asksForCode()).as(challenged.text()).isTrue();
        String code = Codes.latest(server, alice);
        Page wrong = challenged.enterCode(Codes.wrong(code, 1));
        assertThat(wrong.error()).startsWith("The security code is not correct");
        await().untilAsserted(() ->
                assertThat(admin.failures(alice)).as("codes always count").isEqualTo(16));
        assertThat(wrong.enterCode(code).isBackInTheApp()).isTrue();
    }

    @Test
    void aPermanentlyLockedOrDisabledUserStaysOutOnAKnownDevice() {
        known.loginCompletely("workspace", alice);
        lock(alice);
        recoveries.link(alice);
        admin.update(alice, Map.of("enabled", false));
        assertThat(grant(known, Admin.PASSWORD).has("access_token"))
                .as("disabled")
                .isFalse();
        assertThat(Recoveries.saying(recoveries.browser().get(recoveries.link(alice))))
                .isEqualTo("LOCKED");

        Admin.User bob = admin.newUser("agent");
        HttpBrowser bobs = recoveries.browser();
        bobs.loginCompletely("workspace", bob);
        try (Admin.Restore strict = admin.realm(Map.of("permanentLockout", true, "failureFactor", 3))) {
            for (int number = 1; number <= 3; number++) {
                stranger.call(bob, Map.of("password", "wrong"));
            }
            await().until(() -> status(bob).get("disabled").asBoolean());
            assertThat(grant(bobs, bob, Admin.PASSWORD).has("access_token"))
                    .as("for good")
                    .isFalse();
        }
        recoveries.letEmailsArrive();
        assertThat(paused(bob)).as("nothing that the owner could end").isEmpty();
    }

    @Test
    void parallelGuessesOnAKnownDeviceAreNoMoreThanFive() throws Exception {
        known.loginCompletely("workspace", alice);
        known.signOut();
        lock(alice);
        int before = wrongPasswords();
        List<Thread> guesses = IntStream.range(0, 30)
                .mapToObj(number -> new Thread(() -> grant(known.anotherTab(), "wrong" + number)))
                .toList();
        guesses.forEach(Thread::start);
        for (Thread guess : guesses) {
            guess.join();
        }
        assertThat(wrongPasswords() - before).isBetween(1, 5);
        assertThat(grant(known, Admin.PASSWORD).has("access_token"))
                .as("and the right one comes too late")
                .isFalse();
    }

    @Test
    void theEmailCanBeSwitchedOff() {
        try (Admin.Restore quiet = admin.action("gatehouse-mfa-gate", Map.of("accountNotices", "false"))) {
            lock(alice);
            recoveries.letEmailsArrive();
            assertThat(paused(alice)).isEmpty();
        }
    }

    private int wrongPasswords() {
        return (int) admin.events(alice).stream()
                .filter(event -> event.path("error").asText().equals("invalid_user_credentials"))
                .count();
    }

    private void lock(Admin.User user) {
        for (int number = 1; number <= 15; number++) {
            assertThat(stranger.call(user, Map.of("password", "wrong"))
                            .get("error")
                            .asText())
                    .isEqualTo("invalid_grant");
        }
        // A login just before may be counted as a success after the first of them.
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> status(user).get("disabled").asBoolean() || !isWrong(user));
        awaitLock(user);
    }

    private boolean isWrong(Admin.User user) {
        return stranger.call(user, Map.of("password", "wrong"))
                .get("error")
                .asText()
                .equals("invalid_grant");
    }

    private void awaitLock(Admin.User user) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> status(user).get("disabled").asBoolean());
    }

    private JsonNode status(Admin.User user) {
        return admin.get("/attack-detection/brute-force/users/" + user.id());
    }

    /** Whether the right password is refused. */
    private boolean isRefused(HttpBrowser browser) {
        Page page = browser.login("workspace", alice);
        return !page.isBackInTheApp() && !page.asksForCode();
    }

    private JsonNode grant(HttpBrowser browser, String password) {
        return grant(browser, alice, password);
    }

    private JsonNode grant(HttpBrowser browser, Admin.User user, String password) {
        Page answer = browser.post(
                server.realmUrl() + "/protocol/openid-connect/token",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "mobile",
                        "scope",
                        "openid",
                        "username",
                        user.email(),
                        "password",
                        password));
        try {
            return Admin.JSON.readTree(answer.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Mail> paused(Admin.User user) {
        return recoveries.mails(user).stream()
                .filter(mail -> mail.subject().equals(PAUSED))
                .toList();
    }
}
