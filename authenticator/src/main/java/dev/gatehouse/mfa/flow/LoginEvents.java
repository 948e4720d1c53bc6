package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.keycloak.metrics.Refusal;
import dev.gatehouse.mfa.decision.PendingLoginNotes;
import dev.gatehouse.mfa.factor.Factor;
import java.util.Map;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.UserModel;

/** Events during a login, other than the one that completes it. */
final class LoginEvents {

    private LoginEvents() {}

    /** Raises an error event; the login may continue. */
    static void error(LoginContext loginContext, String error) {
        event(loginContext).error(error);
    }

    /** Raises an error event about a factor; the login may continue. */
    static void error(LoginContext loginContext, String error, Factor factor) {
        event(loginContext).detail(GatehouseEvents.FACTOR, factor.id()).error(error);
    }

    /** With what was decided about the login, which an earlier request may have done: it tells why the user was challenged. */
    private static EventBuilder event(LoginContext loginContext) {
        EventBuilder event = loginContext.event().clone().event(EventType.LOGIN).user(loginContext.user());
        new PendingLoginNotes(loginContext.session(), loginContext.authSession())
                .details(loginContext.user().getId())
                .forEach(event::detail);
        return event;
    }

    /** Reports a rejected answer to a challenge; the login may continue. */
    static void rejected(LoginContext loginContext, RejectedAnswer rejected, Factor factor) {
        error(loginContext, rejected.error(), factor);
        LoginMetrics.rejected(loginContext, factor, rejected);
    }

    /** Reports that the login ends because the user has no factor to be challenged for. */
    static void noFactorAvailable(LoginContext loginContext) {
        error(loginContext, GatehouseEvents.NO_EMAIL);
        Refusal.NO_FACTOR.count(loginContext.realm().getName());
    }

    /** Reports that the login was completed with a one-time pass. */
    static void passUsed(LoginContext loginContext) {
        loginContext
                .event()
                .clone()
                .event(EventType.CUSTOM_REQUIRED_ACTION)
                .user(loginContext.user())
                .detail(GatehouseEvents.ACTION, "pass_used")
                .success();
    }

    /** Reports that a code was sent by email, and why. Never contains the code. */
    static void codeSent(EventBuilder login, UserModel user, Map<String, String> details) {
        EventBuilder event = login.clone()
                .event(EventType.CUSTOM_REQUIRED_ACTION)
                .user(user)
                .detail(Details.CUSTOM_REQUIRED_ACTION, GatehouseEvents.SECURITY_CODE_SENT);
        details.forEach(event::detail);
        event.success();
    }
}
