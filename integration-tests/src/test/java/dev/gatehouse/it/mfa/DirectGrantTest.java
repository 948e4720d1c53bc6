package dev.gatehouse.it.mfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies MFA in direct grants, with the native login form of the phone app. */
class DirectGrantTest {

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final DirectGrant phone = new DirectGrant(server);

    @Test
    @DisplayName("A suspicious direct grant is answered with a token for the second call, which brings the code")
    @Tag("smoke")
    void aSuspiciousGrantIsFinishedByASecondCallWithTheCode() {
        Admin.User user = admin.newUser("agent");
        JsonNode challenge = phone.call(user, Map.of());
        assertThat(challenge.get("status").asInt()).isEqualTo(400);
        assertThat(challenge.get("error").asText()).isEqualTo("mfa_required");
        assertThat(challenge.get("error_description").asText()).contains("was sent by email");
        assertThat(challenge.get("delivery").asText()).isEqualTo("email");
        assertThat(challenge.get("expires_in").asInt()).isBetween(590, 600);
        assertThat(challenge.get("mfa_token").asText()).hasSize(32);

        JsonNode tokens = phone.call(
                user, Map.of("mfa_token", challenge.get("mfa_token").asText(), "code", Codes.latest(server, user)));
        assertThat(tokens.get("status").asInt()).isEqualTo(200);
        assertThat(HttpBrowser.claims(tokens.get("access_token").asText())
                        .get("amr")
                        .toString())
                .isEqualTo("[\"pwd\",\"email\"]");
    }

    @Test
    void eachReasonHasItsOwnDescription() {
        Admin.User user = admin.newUser("agent");
        String token = phone.call(user, Map.of()).get("mfa_token").asText();
        String code = Codes.latest(server, user);
        assertThat(phone.call(user, Map.of("mfa_token", token, "code", "12345"))
                        .get("error_description")
                        .asText())
                .isEqualTo("The security code must be 6 digits.");
        for (int number = 1; number <= 4; number++) {
            assertThat(phone.call(user, Map.of("mfa_token", token, "code", Codes.wrong(code, number)))
                            .get("error_description")
                            .asText())
                    .isEqualTo("The security code is not correct.");
            awaitFailures(user, number);
        }
        JsonNode exhausted = phone.call(user, Map.of("mfa_token", token, "code", Codes.wrong(code, 5)));
        awaitFailures(user, 5);
        assertThat(exhausted.get("error_description").asText()).startsWith("Too many incorrect codes");
        assertThat(exhausted.get("mfa_reason").asText()).isEqualTo("too_many");
        assertThat(phone.call(user, Map.of("mfa_token", token, "code", code)).has("access_token"))
                .isFalse();
    }

    /** While Keycloak counts a failure, it takes another attempt of the same user for a parallel one, and refuses it. */
    private void awaitFailures(Admin.User user, int number) {
        await().until(() -> admin.failures(user) == number);
    }

    @Test
    void anEmailThatCannotBeSentIsReported() {
        Admin.User user = admin.newUser("agent");
        server.inbox().outage(true);
        try {
            JsonNode answer = phone.call(user, Map.of());
            assertThat(answer.get("mfa_reason").asText()).isEqualTo("mail_failed");
            assertThat(answer.has("delivery")).isFalse();
        } finally {
            server.inbox().outage(false);
        }
    }

    @Test
    void aCodeIsInvalidWithAnotherTokenUserOrWithoutThePassword() {
        Admin.User alice = admin.newUser("agent");
        Admin.User bob = admin.newUser("agent");
        String token = phone.call(alice, Map.of()).get("mfa_token").asText();
        String code = Codes.latest(server, alice);
        assertThat(phone.call(alice, Map.of("mfa_token", "A".repeat(32), "code", code))
                        .has("access_token"))
                .isFalse();
        assertThat(phone.call(bob, Map.of("mfa_token", token, "code", code)).has("access_token"))
                .isFalse();
        assertThat(phone.call(alice, Map.of("mfa_token", token, "code", code, "password", "wrong"))
                        .get("error")
                        .asText())
                .isEqualTo("invalid_grant");
        awaitFailures(alice, 1);
        assertThat(phone.call(alice, Map.of("mfa_token", token, "code", code)).has("access_token"))
                .isTrue();
        assertThat(phone.call(alice, Map.of("mfa_token", token, "code", code)).has("access_token"))
                .as("works once")
                .isFalse();
    }

    @Test
    void aTokenThatWasNeverIssuedIsRefusedAndSendsNothing() {
        Admin.User alice = admin.newUser("agent");
        Admin.User bob = admin.newUser("agent");
        String ofBob = phone.call(bob, Map.of()).get("mfa_token").asText();
        for (String token : List.of("A".repeat(32), "B".repeat(43), "x", ofBob)) {
            for (Map<String, String> call :
                    List.of(Map.of("mfa_token", token), Map.of("mfa_token", token, "code", "123456"))) {
                JsonNode answer = phone.call(alice, call);
                assertThat(answer.path("mfa_reason").asText())
                        .as("%s: %s", call, answer)
                        .isEqualTo("unknown_token");
                assertThat(answer.get("error_description").asText()).contains("was not issued");
                assertThat(answer.has("mfa_token")).isFalse();
            }
        }
        assertThat(server.inbox().messages(alice.email())).isEmpty();
    }

    @Test
    @DisplayName(
            "A first call that is repeated keeps the code of the first usable, in its network only, and needs the password")
    void aRepeatedFirstCallKeepsTheEmailedCodeUsable() {
        Admin.User user = admin.newUser("agent");
        String first = phone.call(user, Map.of()).get("mfa_token").asText();
        String code = Codes.latest(server, user);
        assertThat(phone.call(user, Map.of("password", "wrong")).has("mfa_token"))
                .isFalse();
        awaitFailures(user, 1);
        String repeated = phone.call(user, Map.of()).get("mfa_token").asText();
        String elsewhere =
                phone.from("203.0.113.80").call(user, Map.of()).get("mfa_token").asText();
        assertThat(elsewhere).isNotIn(first, repeated);
        assertThat(phone.call(user, Map.of("mfa_token", elsewhere, "code", code))
                        .has("access_token"))
                .as("a login begun elsewhere")
                .isFalse();
        JsonNode tokens = phone.from("198.51.100.7").call(user, Map.of("mfa_token", repeated, "code", code));
        assertThat(tokens.has("access_token"))
                .as("the repeated call, from wherever the phone is by now: %s", tokens)
                .isTrue();
        assertThat(phone.call(user, Map.of("mfa_token", first, "code", code)).has("access_token"))
                .as("works once")
                .isFalse();
    }

    @Test
    void whatIsSentMayBeAnything() {
        Admin.User user = admin.newUser("agent");
        for (String token : new String[] {"", "'", "<script>", "x".repeat(10_000), "\u0000"}) {
            assertThat(phone.call(user, Map.of("mfa_token", token, "code", "123456"))
                            .get("status")
                            .asInt())
                    .isEqualTo(400);
        }
    }

    @Test
    void observeNeverChallenges() {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore observing = admin.mfa(Map.of("mode", "observe"))) {
            assertThat(phone.call(user, Map.of()).has("access_token")).isTrue();
        }
    }
}
