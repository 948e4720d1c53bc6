package dev.gatehouse.access;

import dev.gatehouse.access.AppAccess.Admission;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.ClientPolicyClientSessionContext;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/**
 * Asks again whenever tokens are given out: for a code, for a refresh token, for a password. Somebody who has lost the role gets
 * none, although the session is older than the loss.
 */
final class AppAccessExecutor implements ClientPolicyExecutorProvider<ClientPolicyExecutorConfigurationRepresentation> {

    private final KeycloakSession session;

    AppAccessExecutor(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public String getProviderId() {
        return AppAccess.ACTION;
    }

    @Override
    public void executeOnEvent(ClientPolicyContext context) throws ClientPolicyException {
        if (!(context instanceof ClientPolicyClientSessionContext tokens)) {
            return;
        }
        AuthenticatedClientSessionModel app = tokens.getClientSession();
        Admission admission = new AppAccess(session, session.getContext().getRealm()).decide(app.getUserSession().getUser(), app.getClient());
        if (admission != Admission.ADMITTED) {
            throw new ClientPolicyException(OAuthErrorException.INVALID_GRANT, "This account may not use this app.");
        }
    }
}
