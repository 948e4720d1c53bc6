package dev.gatehouse.keycloak.grant;

import org.keycloak.models.DefaultActionTokenKey;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.grants.device.DeviceGrantType;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What begins with a mailed link, a new password say, mostly ends with a page that says so. */
public final class EmailedLinkLogin {

    private EmailedLinkLogin() {}

    /**
     * Whether somebody has opened a mailed link of this user, and no session will come of it.
     *
     * <p>Keycloak's note that a login ends with a page is not enough: a page that anybody can open sets it too, and a login with a password
     * can go on from there.
     */
    public static boolean endsWithoutSession(AuthenticationSessionModel authSession, UserModel user) {
        // Keycloak forgets that it should, and opens a session, once the person has agreed to what an app or a device may see.
        boolean asksForConsent = authSession.getClient().isConsentRequired() || DeviceGrantType.isOAuth2DeviceVerificationFlow(authSession);
        return authSession.getAuthNote(AuthenticationManager.END_AFTER_REQUIRED_ACTIONS) != null
                && !asksForConsent
                && user.getId().equals(authSession.getAuthNote(DefaultActionTokenKey.ACTION_TOKEN_USER_ID))
                && !SignInCheck.isUsed(authSession);
    }
}
