package dev.gatehouse.mfa.signin;

import dev.gatehouse.mfa.decision.LoginSecurityStamp;
import org.keycloak.WebAuthnConstants;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.models.KeycloakSession;
import org.keycloak.organization.authentication.authenticators.browser.OrganizationAuthenticator;
import org.keycloak.organization.protocol.mappers.oidc.OrganizationScope;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Which company somebody signs in for who belongs to several, where an app asks for the scope {@code organization}. Keycloak lets people choose
 * before it has asked for the password; here they choose after it, on Keycloak's own page.
 */
final class OrganizationSelection {

    private static final String OWED = "gatehouse.company-choice";
    private static final String BEING_MADE = "gatehouse.company-choice.by";

    private final KeycloakSession session;
    private final AuthenticationFlowContext context;

    OrganizationSelection(KeycloakSession session, AuthenticationFlowContext context) {
        this.session = session;
        this.context = context;
    }

    /** Notes that it has to be offered, if the app wants to know. */
    static void owe(AuthenticationFlowContext context) {
        if (OrganizationScope.valueOfScope(context.getSession()) == OrganizationScope.ANY) {
            context.getAuthenticationSession().setAuthNote(OWED, Boolean.TRUE.toString());
        }
    }

    /** After the password: shows the page, if there is anything to choose. */
    void offerIfOwed() {
        if (login().getAuthNote(OWED) == null) {
            return;
        }
        login().removeAuthNote(OWED);
        if (context.getHttpRequest().getDecodedFormParameters().containsKey(WebAuthnConstants.AUTHENTICATOR_DATA)) {
            // Keycloak's step would take the passkey's answer for one of its own, and it works once.
            return;
        }
        String user = context.getUser().getId();
        delegateToKeycloak();
        if (context.getStatus() == FlowStatus.CHALLENGE) {
            login().setAuthNote(BEING_MADE, user);
            // The password has been checked: what happens to the account while the page waits must be seen.
            new LoginSecurityStamp(session, login()).begin(context.getUser());
        }
    }

    /** Whether the page was shown to the person who has typed the password. */
    boolean isBeingMade() {
        String user = login().getAuthNote(BEING_MADE);
        return user != null && context.getUser() != null && user.equals(context.getUser().getId());
    }

    /** Takes the answer. */
    void take() {
        delegateToKeycloak();
        if (context.getStatus() == FlowStatus.SUCCESS) {
            login().removeAuthNote(BEING_MADE);
        }
    }

    private void delegateToKeycloak() {
        new OrganizationAuthenticator(session).action(context);
        // To Keycloak's step the password is yet to come.
        if (context.getStatus() == FlowStatus.ATTEMPTED) {
            context.success();
        }
    }

    private AuthenticationSessionModel login() {
        return context.getAuthenticationSession();
    }
}
