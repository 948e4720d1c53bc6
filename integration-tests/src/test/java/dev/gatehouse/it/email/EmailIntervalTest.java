package dev.gatehouse.it.email;

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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Verifies the least time between two emails to one account, on a server with the default of half a minute: a second email of the same kind
 * is not sent, and the page says so.
 */
class EmailIntervalTest {

    private final TestServer server = TestServer.withUsualEmailGap();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);

    @Test
    void noSecondCodeIsEmailedAndThePageSaysWhenItCanBe() {
        Admin.User user = admin.newUser("agent");
        Page page = server.newBrowser().login("workspace", user);
        page = page.enterCode(Codes.wrong(Codes.latest(server, user), 1));
        page = page.sendFromSharedComputer();
        assertThat(page.text()).containsPattern("You can ask again in ([12]?\\d|30) seconds\\.");
        assertThat(page.text()).contains("No new email was sent").doesNotContain("Code sent again");
        assertThat(page.isSharedComputer()).as("the box stays as it was").isTrue();
        assertThat(server.inbox().messages(user.email())).hasSize(1);
    }

    @Test
    void anotherLoginHasNoCodeOfItsOwnYet() {
        Admin.User user = admin.newUser("owner");
        server.newBrowser().login("workspace", user);
        Page other = server.newBrowser().login("dashboard", user);
        assertThat(other.asksForCode()).isTrue();
        assertThat(server.inbox().messages(user.email())).hasSize(1);
        assertThat(other.postCode(Codes.latest(server, user)).isBackInTheApp()).isFalse();
    }

    @Test
    void afterFiveWrongCodesThePageSaysWhenANewOneCanBeHad() {
        Admin.User user = admin.newUser("agent");
        Page page = server.newBrowser().login("workspace", user);
        String code = Codes.latest(server, user);
        for (int number = 1; number <= 5; number++) {
            page = page.enterCode(Codes.wrong(code, number));
        }
        assertThat(page.error()).matches("Too many incorrect codes\\. Ask for a new code in \\d+ minutes?");
        assertThat(page.hasSendButton()).isTrue();
    }

    @Test
    void aDirectGrantIsAnsweredWithTheSecondsToWait() {
        Admin.User user = admin.newUser("agent");
        DirectGrant phone = new DirectGrant(server);
        String token = phone.call(user, Map.of()).get("mfa_token").asText();
        String code = Codes.latest(server, user);
        JsonNode answer = null;
        for (int number = 1; number <= 5; number++) {
            answer = phone.call(user, Map.of("mfa_token", token, "code", Codes.wrong(code, number)));
            int failures = number;
            // While Keycloak counts a failure, it refuses another attempt.
            await().until(() -> admin.failures(user) == failures);
        }
        assertThat(answer.get("retry_after").asInt()).isBetween(1, 30);
        assertThat(phone.call(user, Map.of("mfa_token", token))
                        .get("mfa_reason")
                        .asText())
                .isEqualTo("too_soon");
    }

    @Test
    void firstCallsAtOnceAndAfterwardsShareTheOneEmailedCode() {
        Admin.User user = admin.newUser("agent");
        DirectGrant phone = new DirectGrant(server);
        List<JsonNode> answers;
        // Switched off: Keycloak's own protection against parallel logins would refuse one of them.
        try (Admin.Restore unprotected = admin.realm(Map.of("bruteForceProtected", false))) {
            answers =
                    Stream.of(1, 2)
                            .map(number -> CompletableFuture.supplyAsync(() -> phone.call(user, Map.of())))
                            .toList()
                            .stream()
                            .map(CompletableFuture::join)
                            .toList();
        }
        String code = Codes.latest(server, user);
        JsonNode repeated = phone.call(user, Map.of());
        assertThat(repeated.get("mfa_reason").asText()).isEqualTo("too_soon");
        assertThat(repeated.path("delivery").asText())
                .as("says where the code is: %s", repeated)
                .isEqualTo("email");
        assertThat(repeated.get("error_description").asText()).contains("Send it as code");
        assertThat(server.inbox().messages(user.email())).hasSize(1);
        assertThat(answers)
                .as("one login")
                .extracting(answer -> answer.path("mfa_token").asText())
                .containsOnly(repeated.get("mfa_token").asText());
        assertThat(phone.call(
                                user,
                                Map.of("mfa_token", repeated.get("mfa_token").asText(), "code", code))
                        .has("access_token"))
                .isTrue();
    }

    @Test
    void aRepeatedFirstCallGivesNoTriesBack() {
        Admin.User user = admin.newUser("agent");
        DirectGrant phone = new DirectGrant(server);
        phone.call(user, Map.of());
        String code = Codes.latest(server, user);
        for (int number = 1; number <= 5; number++) {
            String token = phone.call(user, Map.of()).get("mfa_token").asText();
            phone.call(user, Map.of("mfa_token", token, "code", Codes.wrong(code, number)));
            int failures = number;
            await().until(() -> admin.failures(user) == failures);
        }
        JsonNode repeated = phone.call(user, Map.of());
        assertThat(repeated.has("delivery"))
                .as("no code is valid any more: %s", repeated)
                .isFalse();
        assertThat(phone.call(
                                user,
                                Map.of("mfa_token", repeated.get("mfa_token").asText(), "code", code))
                        .path("mfa_reason")
                        .asText())
                .isEqualTo("too_many");
    }

    @Test
    void manyRequestsForALinkSendOneEmail() {
        Admin.User user = admin.newUser("agent");
        Page last = null;
        for (int number = 0; number < 10; number++) {
            last = recoveries.ask(recoveries.browser(), "workspace", user);
            assertThat(last.text()).contains("Check your email");
        }
        assertThat(last.press("again").text())
                .containsPattern("You can ask again in ([12]?\\d|30) seconds")
                .contains("If an account matches");
        recoveries.letEmailsArrive();
        assertThat(recoveries.mails(user)).hasSize(1);
    }

    @Test
    void aSignedInUserReadsThatNoEmailWasSentWhoeverRequestedTheLast() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser other = recoveries.browser();
        HttpBrowser browser = recoveries.browser();
        try (Admin.Restore unchallenged = admin.unsuspicious()) {
            other.login("workspace", user).tokens();
            browser.login("workspace", user).tokens();
        }
        other.open("workspace", "kc_action=UPDATE_PASSWORD").press("send");
        recoveries.latest(user, 1);
        Page page = browser.open("workspace", "kc_action=UPDATE_PASSWORD").press("send");
        assertThat(page.error()).matches("No new email was sent\\. You can ask again in ([12]?\\d|30) seconds");
        assertThat(page.text()).doesNotContain("We sent an email");
    }

    @Test
    void afterTheEmailForAPasswordChangeTheSecondIsRefused() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = recoveries.browser();
        try (Admin.Restore unchallenged = admin.unsuspicious()) {
            browser.login("workspace", user).tokens();
        }
        Page sent = browser.open("workspace", "kc_action=UPDATE_PASSWORD").press("send");
        recoveries.latest(user, 1);
        assertThat(sent.press("send").error()).startsWith("No new email was sent. You can ask again in ");
        recoveries.letEmailsArrive();
        assertThat(recoveries.mails(user))
                .extracting(Mail::subject)
                .isEqualTo(List.of("Change your Acme Phone password"));
    }
}
