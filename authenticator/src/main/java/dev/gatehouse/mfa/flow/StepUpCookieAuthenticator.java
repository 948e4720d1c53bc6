package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.realm.GatehouseRealm;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.browser.CookieAuthenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalLoaAuthenticatorFactory;
import org.keycloak.models.Constants;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Keycloak's cookie authenticator, for apps that request a level of authentication. In a flow without level conditions, Keycloak always
 * considers the session too weak and prompts for the password again, which proves no level either. Here the session is accepted, and the
 * gate challenges for what it lacks.
 *
 * <p>Exception: if a client policy has chosen the flow and assigned a level to it, the flow runs as Keycloak runs it.
 */
final class StepUpCookieAuthenticator extends CookieAuthenticator {

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        String requested = login.getClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION);
        if (requested == null
                || !GatehouseRealm.of(context.getRealm()).isGateEnabled()
                || hasLevelConditions(context)
                || isFlowOfClientPolicy(login)) {
            super.authenticate(context);
            return;
        }
        login.removeClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION);
        try {
            super.authenticate(context);
        } finally {
            login.setClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION, requested);
        }
    }

    private static boolean isFlowOfClientPolicy(AuthenticationSessionModel login) {
        return login.getAuthNote(Constants.AUTHENTICATION_FLOW_LEVEL_OF_AUTHENTICATION) != null;
    }

    private static boolean hasLevelConditions(AuthenticationFlowContext context) {
        String flow = context.getTopLevelFlow().getId();
        return !AuthenticatorUtil.getExecutionsByType(
                        context.getRealm(), flow, ConditionalLoaAuthenticatorFactory.PROVIDER_ID)
                .isEmpty();
    }
}
