package dev.gatehouse.mfa.signin;

import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.events.Details;

/** The box "Remember me". Keycloak's own class for it is there from 26.7 on. */
final class RememberMe {

    private static final String BOX = "rememberMe";

    private RememberMe() {}

    /** Notes whether the box was ticked, in a realm that has it. */
    static void take(AuthenticationFlowContext context, MultivaluedMap<String, String> form) {
        if (context.getRealm().isRememberMe() && "on".equalsIgnoreCase(form.getFirst(BOX))) {
            context.getAuthenticationSession().setAuthNote(Details.REMEMBER_ME, "true");
            context.getEvent().detail(Details.REMEMBER_ME, "true");
        } else {
            context.getAuthenticationSession().removeAuthNote(Details.REMEMBER_ME);
        }
    }

    /** The same of a page that may have come without the box. */
    static void takeIfShown(AuthenticationFlowContext context, MultivaluedMap<String, String> form) {
        if (form.containsKey(BOX)) {
            take(context, form);
        }
    }
}
