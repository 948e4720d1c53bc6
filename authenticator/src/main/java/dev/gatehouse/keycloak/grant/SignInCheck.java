package dev.gatehouse.keycloak.grant;

import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.broker.util.PostBrokerLoginConstants;
import org.keycloak.events.Details;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Whether somebody has signed in, in a login and not in the session that it continues. */
public final class SignInCheck {

    private SignInCheck() {}

    /** Whether a first factor was used: a credential of this realm, or an identity provider. */
    public static boolean isUsed(AuthenticationSessionModel authSession) {
        return !AuthenticatorUtil.getAuthnCredentials(authSession).isEmpty()
                || authSession.getUserSessionNotes().get(Details.IDENTITY_PROVIDER) != null
                // Until the flow after the provider's login has ended.
                || authSession.getAuthNote(PostBrokerLoginConstants.PBL_BROKERED_IDENTITY_CONTEXT) != null;
    }
}
