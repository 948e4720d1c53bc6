package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.keycloak.metrics.Refusal;
import dev.gatehouse.mfa.factor.Factor;
import java.util.Map;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.UserModel;

/** Events of a login beside the one that ends it. */
final class LoginEvents {

    private LoginEvents() {}

    /** An error; the login may go on. */
    static void error(LoginContext loginContext, String error) {
        loginContext.event().clone().event(EventType.LOGIN).user(loginContext.user()).error(error);
    }

    /** An error about a factor; the login may go on. */
    static void error(LoginContext loginContext, String error, Factor factor) {
        loginContext.event().clone().event(EventType.LOGIN).user(loginContext.user())
                .detail(GatehouseEvents.FACTOR, factor.id())
                .error(error);
    }

    /** An answer to a challenge was not accepted; the login may go on. */
    static void rejected(LoginContext loginContext, RejectedAnswer rejected, Factor factor) {
        error(loginContext, rejected.error(), factor);
        LoginMetrics.rejected(loginContext.realm(), factor, rejected);
    }

    /** There is nothing to ask for, so the login ends. */
    static void nothingToAskFor(LoginContext loginContext) {
        error(loginContext, GatehouseEvents.NO_EMAIL);
        Refusal.NO_FACTOR.count(loginContext.realm().getName());
    }

    /** Tells that a code was mailed, and why. Never tells the code. */
    static void codeSent(EventBuilder login, UserModel user, Map<String, String> details) {
        EventBuilder event = login.clone().event(EventType.CUSTOM_REQUIRED_ACTION).user(user)
                .detail(Details.CUSTOM_REQUIRED_ACTION, GatehouseEvents.SECURITY_CODE_SENT);
        details.forEach(event::detail);
        event.success();
    }
}
