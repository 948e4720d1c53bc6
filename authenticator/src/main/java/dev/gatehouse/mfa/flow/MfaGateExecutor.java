package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.grant.TokenGrant;
import dev.gatehouse.keycloak.grant.TokenGrantResolver;
import dev.gatehouse.keycloak.metrics.GatehouseCounter;
import dev.gatehouse.mfa.decision.Gate;
import java.util.Optional;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/**
 * The gate where no login happens: some grants give out tokens for a person without any flow, so without required actions. Here
 * they are refused, and with them the tokens of sessions that nobody secured.
 */
final class MfaGateExecutor implements ClientPolicyExecutorProvider<ClientPolicyExecutorConfigurationRepresentation> {

    private final KeycloakSession session;

    MfaGateExecutor(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public String getProviderId() {
        return Gate.ACTION;
    }

    @Override
    public void executeOnEvent(ClientPolicyContext context) throws ClientPolicyException {
        RealmModel realm = session.getContext().getRealm();
        if (!Gate.isInUse(realm)) {
            return;
        }
        TokenGrant grant = TokenGrantResolver.of(session, context);
        Optional<String> refused = switch (grant.kind()) {
            case OF_NOBODY -> Optional.empty();
            case WITHOUT_LOGIN -> Optional.of("This grant would sign a user in without a second factor.");
            case OF_SESSION -> new Gate(session, realm).allowsTokens((TokenGrant.OfSession) grant)
                    ? Optional.empty()
                    : Optional.of("This session is not secured as required. Sign in again.");
        };
        if (refused.isPresent()) {
            throw refusal(realm, refused.get());
        }
    }

    private static ClientPolicyException refusal(RealmModel realm, String description) {
        GatehouseCounter.REFUSALS.increment(realm.getName(), "gate_tokens");
        return new ClientPolicyException(OAuthErrorException.INVALID_GRANT, description);
    }
}
