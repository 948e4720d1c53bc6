package dev.gatehouse.mfa.signin;

import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.events.Details;

/** The checkbox "Remember me". Keycloak has a class of its own for it from 26.7 on. */
final class RememberMe {

    private static final String BOX = "rememberMe";

    private RememberMe() {}

    /** Stores whether the box was ticked, in a realm that offers it. */
    static void store(AuthenticationFlowContext context, MultivaluedMap<String, String> form) {
        if (context.getRealm().isRememberMe() && "on".equalsIgnoreCase(form.getFirst(BOX))) {
            context.getAuthenticationSession().setAuthNote(Details.REMEMBER_ME, "true");
            context.getEvent().detail(Details.REMEMBER_ME, "true");
        } else {
            context.getAuthenticationSession().removeAuthNote(Details.REMEMBER_ME);
        }
    }

    /** The same for a page that may have been shown without the box. */
    static void storeIfShown(AuthenticationFlowContext context, MultivaluedMap<String, String> form) {
        if (form.containsKey(BOX)) {
            store(context, form);
        }
    }
}
