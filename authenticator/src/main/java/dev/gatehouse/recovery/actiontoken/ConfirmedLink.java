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
        if (!LinkTokens.isConfirmed(token)) {
            return;
        }
        LinkTokens.revokeFamilyWhenDone(token, context.getAuthenticationSession());
        if (context.isAuthenticationSessionFresh()) {
            context.setAuthenticationSession(context.getAuthenticationSession(), false);
        }
    }
}
