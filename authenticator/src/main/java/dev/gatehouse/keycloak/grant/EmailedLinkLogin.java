package dev.gatehouse.keycloak.grant;

import org.keycloak.models.DefaultActionTokenKey;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.grants.device.DeviceGrantType;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** A login that begins with an emailed link, e.g. for a new password, and mostly ends with a page that confirms it. */
public final class EmailedLinkLogin {

    private EmailedLinkLogin() {}

    /**
     * Whether an emailed link of this user was opened, and the login will end without a session.
     *
     * <p>Keycloak's note that a login ends with a page does not suffice: a page that every caller can open sets it too, and a login with a
     * password can continue from there.
     */
    public static boolean endsWithoutSession(AuthenticationSessionModel authSession, UserModel user) {
        // Keycloak ignores the note and opens a session, once the user has consented to what an app or a device may
        // access.
        boolean asksForConsent = authSession.getClient().isConsentRequired()
                || DeviceGrantType.isOAuth2DeviceVerificationFlow(authSession);
        return authSession.getAuthNote(AuthenticationManager.END_AFTER_REQUIRED_ACTIONS) != null
                && !asksForConsent
                && user.getId().equals(authSession.getAuthNote(DefaultActionTokenKey.ACTION_TOKEN_USER_ID))
                && !SignInCheck.isUsed(authSession);
    }
}
