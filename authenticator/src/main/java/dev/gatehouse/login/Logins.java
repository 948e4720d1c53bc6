package dev.gatehouse.login;

import dev.gatehouse.mfa.Subject;
import java.util.Map;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;

/** Reads a flow's context for the second step, and writes its events. */
final class Logins {

    private Logins() {}

    static Subject subject(AuthenticationFlowContext context) {
        return new Subject(
                context.getRealm(),
                context.getUser(),
                context.getAuthenticationSession().getClient(),
                context.getAuthenticationSession().getParentSession().getId());
    }

    /** An error event of its own; the login may go on. */
    static void error(AuthenticationFlowContext context, String error, Map<String, String> details) {
        sideEvent(context, EventType.LOGIN, details).error(error);
    }

    /** Tells that a code was mailed. Never tells the code. */
    static void codeSent(AuthenticationFlowContext context) {
        sideEvent(context, EventType.CUSTOM_REQUIRED_ACTION, Map.of("custom_required_action", "gatehouse_security_code_sent")).success();
    }

    private static EventBuilder sideEvent(AuthenticationFlowContext context, EventType type, Map<String, String> details) {
        EventBuilder event = context.getEvent().clone().event(type).user(context.getUser());
        details.forEach(event::detail);
        return event;
    }
}
