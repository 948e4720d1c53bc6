package dev.gatehouse.grant;

import org.keycloak.protocol.oidc.grants.device.DeviceGrantType;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What begins with a mailed link, a new password say, mostly ends with a page that says so. */
public final class MailedLink {

    private MailedLink() {}

    /** Whether no session will come of it. */
    public static boolean endsWithoutSession(AuthenticationSessionModel authSession) {
        // Keycloak forgets that it should, and opens a session, once the person has agreed to what an app or a device may see.
        boolean asksForConsent = authSession.getClient().isConsentRequired() || DeviceGrantType.isOAuth2DeviceVerificationFlow(authSession);
        return authSession.getAuthNote(AuthenticationManager.END_AFTER_REQUIRED_ACTIONS) != null && !asksForConsent;
    }
}
