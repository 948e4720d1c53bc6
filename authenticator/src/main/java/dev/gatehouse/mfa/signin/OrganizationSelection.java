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
 * Lets a member of several organizations choose which one to sign in for, if an app requests the scope {@code organization}. Keycloak lets
 * users choose before it has verified the password; here they choose after it, on Keycloak's own page.
 */
final class OrganizationSelection {

    private static final String REQUESTED = "gatehouse.company-choice";
    private static final String PENDING = "gatehouse.company-choice.by";

    private final KeycloakSession session;
    private final AuthenticationFlowContext context;

    OrganizationSelection(KeycloakSession session, AuthenticationFlowContext context) {
        this.session = session;
        this.context = context;
    }

    /** Notes that the choice must be offered, if the app requests it. */
    static void noteIfRequested(AuthenticationFlowContext context) {
        if (OrganizationScope.valueOfScope(context.getSession()) == OrganizationScope.ANY) {
            context.getAuthenticationSession().setAuthNote(REQUESTED, "true");
        }
    }

    /** Called after the password: shows the page if there is something to choose. */
    void offerIfRequested() {
        if (login().getAuthNote(REQUESTED) == null) {
            return;
        }
        login().removeAuthNote(REQUESTED);
        if (context.getHttpRequest().getDecodedFormParameters().containsKey(WebAuthnConstants.AUTHENTICATOR_DATA)) {
            // Keycloak's authenticator would take the passkey's response for one of its own, and it works only once.
            return;
        }
        String user = context.getUser().getId();
        delegateToKeycloak();
        if (context.getStatus() == FlowStatus.CHALLENGE) {
            login().setAuthNote(PENDING, user);
            // The password has been verified: what happens to the account while the page is open must be noticed.
            new LoginSecurityStamp(session, login()).begin(context.getUser());
        }
    }

    /** Whether the page was shown to the user who has entered the password. */
    boolean isPending() {
        String user = login().getAuthNote(PENDING);
        return user != null
                && context.getUser() != null
                && user.equals(context.getUser().getId());
    }

    /** Processes the user's choice. */
    void process() {
        delegateToKeycloak();
        if (context.getStatus() == FlowStatus.SUCCESS) {
            login().removeAuthNote(PENDING);
        }
    }

    private void delegateToKeycloak() {
        new OrganizationAuthenticator(session).action(context);
        // For Keycloak's authenticator, the password is still to come.
        if (context.getStatus() == FlowStatus.ATTEMPTED) {
            context.success();
        }
    }

    private AuthenticationSessionModel login() {
        return context.getAuthenticationSession();
    }
}
