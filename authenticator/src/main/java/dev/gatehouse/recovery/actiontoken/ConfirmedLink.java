package dev.gatehouse.recovery.actiontoken;

import dev.gatehouse.recovery.link.LinkTokens;
import org.keycloak.authentication.actiontoken.ActionTokenContext;
import org.keycloak.authentication.actiontoken.DefaultActionToken;

/**
 * A token that the page of a short link has handed on: the user has pressed a button there, so Keycloak does not ask once more, which it
 * does in browsers that did not wait for the link.
 */
final class ConfirmedLink {

    private ConfirmedLink() {}

    /** To be called before Keycloak handles the token. */
    static <T extends DefaultActionToken> void begin(T token, ActionTokenContext<T> context) {
        LinkTokens.revokeFamilyWhenDone(token, context.getAuthenticationSession());
        if (isToConfirm(token, context)) {
            context.setAuthenticationSession(context.getAuthenticationSession(), false);
        }
    }

    /** Whether Keycloak would ask although the user has pressed the button in this browser. */
    static <T extends DefaultActionToken> boolean isToConfirm(T token, ActionTokenContext<T> context) {
        return context.isAuthenticationSessionFresh()
                && LinkTokens.isConfirmed(context.getSession(), context.getRealm(), token);
    }
}
