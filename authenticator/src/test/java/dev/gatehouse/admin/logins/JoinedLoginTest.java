package dev.gatehouse.admin.logins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.events.Event;

/** Events of one login are one row. Times are milliseconds; the newest event comes first. */
class JoinedLoginTest {

    private static final Map<String, String> ASKED = Map.of("gatehouse_verdict", "ask", "gatehouse_mfa", "otp");
    private static final Map<String, String> WRONG =
            Map.of("gatehouse_verdict", "ask", "gatehouse_factor", "authenticator-app");
    private static final Map<String, String> GRANT =
            Map.of("gatehouse_verdict", "ask", "auth_method", "oauth_credentials");

    private static List<JoinedLogin> joined(Event... newestFirst) {
        return JoinedLogin.of(Stream.of(newestFirst).map(LoginEventView::new).toList());
    }

    @Test
    void aCodeSentARejectedAnswerAndALoginAreOneCompletedLogin() {
        List<JoinedLogin> logins = joined(
                Events.login("e3", 300, ASKED),
                Events.error("e2", 200, "gatehouse_code_wrong", WRONG),
                Events.codeSent("e1", 100, "ask"));
        assertThat(logins).hasSize(1);
        assertThat(logins.get(0).newest().id()).isEqualTo("e3");
        assertThat(logins.get(0).state()).isEqualTo(LoginState.COMPLETED);
        assertThat(logins.get(0).factor()).contains("otp");
        assertThat(logins.get(0).error()).isEmpty();
        assertThat(logins.get(0).assessed()).extracting(LoginEventView::id).containsExactly("e3", "e2", "e1");
    }

    @Test
    void aCodeThatWasNeverTypedIsALoginThatIsNotCompleted() {
        List<JoinedLogin> logins = joined(Events.codeSent("e1", 100, "ask"));
        assertThat(logins).extracting(JoinedLogin::state).containsExactly(LoginState.NOT_COMPLETED);
        assertThat(logins.get(0).factor()).contains("email");
    }

    @Test
    void aRejectedAnswerTellsTheFactorAndTheError() {
        List<JoinedLogin> logins =
                joined(Events.error("e2", 200, "gatehouse_code_wrong", WRONG), Events.codeSent("e1", 100, "ask"));
        assertThat(logins).hasSize(1);
        assertThat(logins.get(0).state()).isEqualTo(LoginState.NOT_COMPLETED);
        assertThat(logins.get(0).factor()).contains("authenticator-app");
        assertThat(logins.get(0).error()).contains("gatehouse_code_wrong");
    }

    @ParameterizedTest
    @CsvSource({"refuse, mfa_required", "ask, gatehouse_no_email", "ask, gatehouse_code_blocked", "ask, user_disabled"})
    void aLoginThatGatehouseEndsIsRefused(String verdict, String error) {
        assertThat(joined(Events.error("e1", 100, error, Map.of("gatehouse_verdict", verdict))))
                .extracting(JoinedLogin::state)
                .containsExactly(LoginState.REFUSED);
    }

    @Test
    void aLoginBehindARequiredActionIsCompletedAlthoughItsEventTellsNoDecision() {
        List<JoinedLogin> logins = joined(Events.login("e2", 200, Map.of()), Events.codeSent("e1", 100, "ask"));
        assertThat(logins).hasSize(1);
        assertThat(logins.get(0).newest().id())
                .as("the event that tells the decision")
                .isEqualTo("e1");
        assertThat(logins.get(0).state()).isEqualTo(LoginState.COMPLETED);
    }

    @Test
    void twoStepUpsInOneSessionAreTwoLogins() {
        List<JoinedLogin> logins = joined(
                Events.login("e4", 400, ASKED),
                Events.codeSent("e3", 300, "ask"),
                Events.login("e2", 200, ASKED),
                Events.codeSent("e1", 100, "ask"));
        assertThat(logins).extracting(login -> login.newest().id()).containsExactly("e4", "e2");
        assertThat(logins).allSatisfy(login -> assertThat(login.assessed()).hasSize(2));
    }

    @Test
    void theTwoCallsOfADirectGrantAreOneLogin() {
        Event first = Events.error("e1", 100, "mfa_required", GRANT);
        Event second = Events.login("e2", 200, GRANT);
        second.getDetails().put("code_id", "s2");
        assertThat(joined(second, first)).hasSize(1);
    }

    @Test
    void aLaterLoginThatPassedDoesNotCompleteAnEarlierOne() {
        assertThat(joined(
                        Events.login("e2", 200, Map.of("gatehouse_verdict", "pass")),
                        Events.codeSent("e1", 100, "ask")))
                .extracting(JoinedLogin::state)
                .containsExactly(LoginState.NOT_COMPLETED);
    }

    @Test
    void eventsOfAnotherHourUserOrAppAreAnotherLogin() {
        Event otherUser = Events.codeSent("e2", 200, "ask");
        otherUser.setUserId("u2");
        Event otherApp = Events.codeSent("e3", 300, "ask");
        otherApp.setClientId("billing");
        long hourLater = 101 + JoinedLogin.LONGEST.toMillis();
        assertThat(joined(Events.login("e4", hourLater, ASKED), otherApp, otherUser, Events.codeSent("e1", 100, "ask")))
                .extracting(login -> login.newest().id())
                .containsExactly("e4", "e3", "e2", "e1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pass", "", "nonsense"})
    void loginsThatWereNotSuspiciousAreLeftOut(String verdict) {
        assertThat(joined(
                        Events.login("e3", 300, Map.of("gatehouse_verdict", verdict)),
                        Events.error("e2", 200, "invalid_user_credentials", Map.of()),
                        Events.login("e1", 100, Map.of())))
                .isEmpty();
    }

    @Test
    void aFailedLoginWithoutAUserIsLeftOut() {
        Event event = Events.error("e1", 100, "user_not_found", Map.of("gatehouse_verdict", "ask"));
        event.setUserId(null);
        assertThat(joined(event)).isEmpty();
    }

    @Test
    void anObservedLoginIsListed() {
        assertThat(joined(Events.login("e1", 100, Map.of("gatehouse_verdict", "would_ask"))))
                .extracting(JoinedLogin::state)
                .containsExactly(LoginState.COMPLETED);
    }
}
