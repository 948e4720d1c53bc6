package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Report;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.browser.RecoveryList;
import dev.gatehouse.testsupport.database.DatabaseRows;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Cases in which something that is valid once, or a limited number of times, is used in parallel; it must not work more often, whatever
 * store keeps count.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SingleUseCases {

    private static final int MANY = 8;
    private static final int TRIES_PER_CODE = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestServer server;
    private Admin admin;
    private Recoveries recoveries;
    private DatabaseRows rows;
    private DirectGrant phone;

    /** Starts the server under test. */
    abstract TestServer startServer();

    @BeforeAll
    void start() {
        server = startServer();
        admin = server.admin();
        recoveries = new Recoveries(server);
        rows = new DatabaseRows(server.data());
        phone = new DirectGrant(server);
    }

    @Test
    void anEmailedCodeSignsInOnce() throws Exception {
        Admin.User user = admin.newUser("agent");
        String token = challenge(user, Map.of());
        String code = Codes.latest(server, user);
        assertThat(howManyGetTokens(user, token, code)).isEqualTo(1);
    }

    @Test
    void aCodeOfAnAuthenticatorAppSignsInOnce() throws Exception {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        String token = challenge(user, Map.of());
        assertThat(howManyGetTokens(user, token, app.code())).isEqualTo(1);
    }

    @Test
    void aRecoveryCodeSignsInOnce() throws Exception {
        Admin.User user =
                admin.newUserWith(List.of(RecoveryList.credential(List.of("ABCD1234EFGH", "JKLM5678NPQR"))), "agent");
        String token = challenge(user, Map.of("mfa_delivery", "recovery-code"));
        assertThat(howManyGetTokens(user, token, "ABCD1234EFGH")).isEqualTo(1);
    }

    @Test
    void aOneTimePassSignsInOnce() throws Exception {
        Admin.User user = admin.newUser("agent");
        String pass = admin.send("POST", "/gatehouse/users/" + user.id() + "/pass", Map.of("reason", "lost phone"))
                .get("pass")
                .asText();
        String token = challenge(user, Map.of("mfa_delivery", "recovery-code"));
        assertThat(howManyGetTokens(user, token, pass)).isEqualTo(1);
    }

    @Test
    @DisplayName("Of many guesses at the same time five are compared, and then the right code is invalid")
    void ofManyGuessesFiveAreCompared() throws Exception {
        try (Admin.Restore parallel = unprotected()) {
            Admin.User user = admin.newUser("agent");
            String token = challenge(user, Map.of());
            String code = Codes.latest(server, user);
            List<JsonNode> answers = atOnce(IntStream.rangeClosed(1, 3 * MANY)
                    .<Callable<JsonNode>>mapToObj(number -> () -> answer(user, token, Codes.wrong(code, number)))
                    .toList());
            assertThat(answers).noneMatch(answer -> answer.has("access_token"));
            assertThat(answers)
                    .as("no page of an error")
                    .allMatch(answer -> answer.path("status").asInt() < 500);
            long compared = admin.events(user).stream()
                    .map(event -> event.path("error").asText())
                    .filter("gatehouse_code_wrong"::equals)
                    .count();
            assertThat(compared).as("the fifth is reported as exhausted").isLessThan(TRIES_PER_CODE);
            assertThat(answer(user, token, code).has("access_token")).isFalse();
        }
    }

    @Test
    void anEmailedLinkChangesThePasswordOnce() throws Exception {
        Admin.User user = admin.newUser("agent");
        Page form = recoveries.browser().get(recoveries.linkFor(user));
        List<String> said = atOnce(IntStream.range(0, MANY)
                .<Callable<String>>mapToObj(
                        number -> () -> Recoveries.saying(Recoveries.choose(form, "P4rallel!" + number)))
                .toList());
        assertThat(said).as("%s", said).containsOnlyOnce("DONE").isSubsetOf("DONE", "USED", "OVERTAKEN");
    }

    @Test
    @DisplayName("The code that stands in for a link is valid once on the page that waits")
    void theCodeOnThePageThatWaitsIsGoodOnce() throws Exception {
        Admin.User user = admin.newUser("agent");
        Page waiting = recoveries.ask(recoveries.browser(), "workspace", user);
        String code = recoveries.code(user);
        List<Page> answers = atOnce(
                Collections.nCopies(MANY, () -> waiting.submit("gatehouse-recovery-code-form", Map.of("code", code))));
        assertThat(answers).filteredOn(Recoveries::asksForPassword).hasSize(1);
    }

    @Test
    void manyRequestsForOneAccountSendOneEmail() throws Exception {
        Admin.User user = admin.newUser("agent");
        List<Page> pages = IntStream.range(0, MANY)
                .mapToObj(number -> recoveries.forgot(recoveries.browser(), "workspace", user))
                .toList();
        List<Page> answers = atOnce(pages.stream()
                .<Callable<Page>>map(page -> () -> Recoveries.enter(page, user.email()))
                .toList());
        assertThat(answers).allMatch(answer -> answer.status() == 200);
        recoveries.letEmailsArrive();
        assertThat(recoveries.mails(user)).hasSize(1);
    }

    @Test
    void theTokenOfADeviceIsReplacedOnce() throws Exception {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = recoveries.browser();
        browser.loginCompletely("workspace", user);
        await().atMost(PATIENCE).until(() -> rows.count("GH_PROFILE", "USER_ID", user.id()) == 1);
        browser.signOut();
        try (Admin.Restore parallel = unprotected()) {
            List<Page> pages = IntStream.range(0, MANY)
                    .mapToObj(number -> browser.anotherTab().open("workspace").enterEmail(user.email()))
                    .toList();
            atOnce(pages.stream()
                            .<Callable<Page>>map(page -> () -> page.enterPassword(user.email(), Admin.PASSWORD))
                            .toList())
                    .forEach(answer -> assertThat(answer.isBackInTheApp())
                            .as(answer.text())
                            .isTrue());
        }
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(rows.profile(user).get("devices")).matches("\\S{13} 1 \\d+ \\S+"));
        assertThat(admin.credentialTypes(user))
                .filteredOn("gatehouse-known-device"::equals)
                .hasSize(1);
    }

    @Test
    @DisplayName("After \"This was not me\" an emailed code stands in for an authenticator app in one login only")
    void emailStandsInForOneLoginOnly() throws Exception {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        recoveries.askNotMe(recoveries.browser(), user);
        recoveries.browser().get(recoveries.link(user)).submit("gatehouse-secure-form", Map.of("secure", "on"));
        List<Callable<Page>> logins = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            Page page = recoveries.browser().login("workspace", user).postFactor("email");
            if (!page.hasCodeField()) {
                server.passTheEmailGap(user);
                page = page.send();
            }
            Page challenged = page;
            String code = Codes.latest(server, user);
            logins.add(() -> challenged.enterCode(code));
        }
        try (Admin.Restore parallel = unprotected()) {
            assertThat(atOnce(logins)).filteredOn(Page::isBackInTheApp).hasSize(1);
        }
    }

    @Test
    @DisplayName(
            "However many requests secure an account at the same time, it is secured, and what was issued before is revoked")
    void manyWhoSecureAnAccountAtOnceSecureIt() throws Exception {
        Admin.User user = admin.newUser("agent");
        HttpBrowser thief = recoveries.browser();
        thief.loginCompletely("workspace", user);
        recoveries.askNotMe(recoveries.browser(), user);
        Page secure = recoveries.browser().get(recoveries.link(user));
        List<Page> answers =
                atOnce(Collections.nCopies(MANY, () -> secure.submit("gatehouse-secure-form", Map.of("secure", "on"))));
        // On MariaDB only one gets an answer, and the transactions of the others are rolled back, because they have
        // read what the first one
        // has removed meanwhile.
        assertThat(answers).filteredOn(Recoveries::asksForPassword).isNotEmpty();
        assertThat(rows.number("select coalesce(max(SECURED_AT), 0) from GH_PROFILE where USER_ID = ?", user.id()))
                .isPositive();
        assertThat(rows.count("GH_PROFILE", "USER_ID", user.id())).isEqualTo(1);
        assertThat(thief.refresh().status()).isEqualTo(400);
        assertThat(thief.signOut().login("workspace", user).isBackInTheApp())
                .as("the device is not known any more")
                .isFalse();
    }

    @Test
    @DisplayName("Counts are saved again and again, also those that stay what they are")
    void countsAreSavedAgainAndAgain() {
        try (Admin.Restore observed = admin.mfa(Map.of("mode", "observe"))) {
            Admin.User user = admin.newUser("agent");
            for (int time = 0; time < 3; time++) {
                assertThat(phone.call(user, Map.of()).has("access_token")).isTrue();
                // Saves the counts.
                Report.of(server);
            }
        }
        assertThat(server.log()).doesNotContain("GATEHOUSE-801");
    }

    /** Brute-force detection lets one request of a user through at a time, on one node; it is not tested here. */
    private Admin.Restore unprotected() {
        return admin.realm(Map.of("bruteForceProtected", false));
    }

    private String challenge(Admin.User user, Map<String, String> more) {
        JsonNode answer = phone.call(user, more);
        assertThat(answer.path("error").asText()).as(answer.toString()).isEqualTo("mfa_required");
        return answer.get("mfa_token").asText();
    }

    private JsonNode answer(Admin.User user, String token, String code) {
        return phone.call(user, Map.of("mfa_token", token, "code", code));
    }

    private long howManyGetTokens(Admin.User user, String token, String code) throws Exception {
        try (Admin.Restore parallel = unprotected()) {
            List<JsonNode> answers = atOnce(Collections.nCopies(MANY, () -> answer(user, token, code)));
            return answers.stream().filter(answer -> answer.has("access_token")).count();
        }
    }

    /** Runs all calls at the same moment, as far as threads can. */
    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        CyclicBarrier start = new CyclicBarrier(calls.size());
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(calls.stream()
                    .<Callable<T>>map(call -> () -> {
                        start.await();
                        return call.call();
                    })
                    .toList())) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }
}
