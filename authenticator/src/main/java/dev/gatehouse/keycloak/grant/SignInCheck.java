package dev.gatehouse.keycloak.grant;

import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.broker.util.PostBrokerLoginConstants;
import org.keycloak.events.Details;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Whether the user has signed in during a login, rather than only in the session that it continues. */
public final class SignInCheck {

    private SignInCheck() {}

    /** Whether a first factor was used: a credential of this realm, or an identity provider. */
    public static boolean isUsed(AuthenticationSessionModel authSession) {
        return !AuthenticatorUtil.getAuthnCredentials(authSession).isEmpty()
                || authSession.getUserSessionNotes().get(Details.IDENTITY_PROVIDER) != null
                // Until the post-login flow of the identity provider has ended.
                || authSession.getAuthNote(PostBrokerLoginConstants.PBL_BROKERED_IDENTITY_CONTEXT) != null;
    }
}
