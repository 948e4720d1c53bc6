package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.grant.TokenGrant;
import dev.gatehouse.keycloak.grant.TokenGrantResolver;
import dev.gatehouse.keycloak.metrics.Refusal;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.mfa.decision.SessionGate;
import java.util.Optional;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/**
 * The gate for grants without a login: some grants issue tokens for a user without any flow, and so without required actions. It refuses
 * these grants, and tokens for sessions without MFA evidence.
 */
final class MfaGateExecutor implements ClientPolicyExecutorProvider<ClientPolicyExecutorConfigurationRepresentation> {

    private final KeycloakSession session;

    MfaGateExecutor(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public String getProviderId() {
        return GatehouseRequiredActions.GATE;
    }

    @Override
    public void executeOnEvent(ClientPolicyContext context) throws ClientPolicyException {
        RealmModel realm = session.getContext().getRealm();
        if (!GatehouseRealm.of(realm).isGateEnabled()) {
            return;
        }
        TokenGrant grant = TokenGrantResolver.of(session, context);
        Optional<String> refused =
                switch (grant.kind()) {
                    case OF_NOBODY -> Optional.empty();
                    case WITHOUT_LOGIN -> Optional.of("This grant would sign a user in without a second factor.");
                    case OF_SESSION ->
                        new SessionGate(session, realm).allowsTokens((TokenGrant.OfSession) grant)
                                ? Optional.empty()
                                : Optional.of("This session is not secured as required. Sign in again.");
                };
        if (refused.isPresent()) {
            throw refusal(realm, refused.get());
        }
    }

    private static ClientPolicyException refusal(RealmModel realm, String description) {
        Refusal.GATE_TOKENS.count(realm.getName());
        return new ClientPolicyException(OAuthErrorException.INVALID_GRANT, description);
    }
}
