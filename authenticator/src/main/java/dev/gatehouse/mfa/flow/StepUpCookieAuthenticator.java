package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.realm.GatehouseRealm;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.browser.CookieAuthenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalLoaAuthenticatorFactory;
import org.keycloak.models.Constants;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Keycloak's cookie, for apps that demand a level of authentication. In a flow that knows no levels Keycloak takes the session for too weak, whatever
 * was proven in it, and asks for the password again, which proves no level either. Here the session is taken on, and the gate asks for what it lacks.
 *
 * <p>Not so where a client policy has chosen the flow and says what level it is worth: then it is the flow that is to be carried out.
 */
final class StepUpCookieAuthenticator extends CookieAuthenticator {

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        String demanded = login.getClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION);
        if (demanded == null || !GatehouseRealm.of(context.getRealm()).isGateEnabled() || knowsLevels(context) || isOfPolicy(login)) {
            super.authenticate(context);
            return;
        }
        login.removeClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION);
        try {
            super.authenticate(context);
        } finally {
            login.setClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION, demanded);
        }
    }

    private static boolean isOfPolicy(AuthenticationSessionModel login) {
        return login.getAuthNote(Constants.AUTHENTICATION_FLOW_LEVEL_OF_AUTHENTICATION) != null;
    }

    private static boolean knowsLevels(AuthenticationFlowContext context) {
        String flow = context.getTopLevelFlow().getId();
        return !AuthenticatorUtil.getExecutionsByType(context.getRealm(), flow, ConditionalLoaAuthenticatorFactory.PROVIDER_ID).isEmpty();
    }
}
