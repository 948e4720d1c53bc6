package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.metrics.GatehouseCounter;
import dev.gatehouse.mfa.factor.Factor;
import java.util.Map;
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
        loginContext.event().clone().event(EventType.LOGIN).user(loginContext.user()).detail("gatehouse_factor", factor.id()).error(error);
        LoginMetrics.notAccepted(loginContext.realm(), factor, error);
    }

    /** There is nothing to ask for, so the login ends. */
    static void nothingToAskFor(LoginContext loginContext) {
        error(loginContext, "gatehouse_no_email");
        GatehouseCounter.REFUSALS.increment(loginContext.realm().getName(), "no_factor");
    }

    /** Tells that a code was mailed, and why. Never tells the code. */
    static void codeSent(EventBuilder login, UserModel user, Map<String, String> details) {
        EventBuilder event = login.clone().event(EventType.CUSTOM_REQUIRED_ACTION).user(user)
                .detail("custom_required_action", "gatehouse_security_code_sent");
        details.forEach(event::detail);
        event.success();
    }
}
