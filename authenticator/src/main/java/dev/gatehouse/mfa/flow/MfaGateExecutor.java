package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.grant.TokenGrant;
import dev.gatehouse.keycloak.grant.TokenGrantResolver;
import dev.gatehouse.keycloak.metrics.Refusal;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.mfa.decision.SessionGate;
import dev.gatehouse.mfa.enforcement.EnforcementStart;
import java.util.function.Function;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/**
 * The gate for grants without a login: some grants issue tokens for a user without any flow, and so without required actions. It refuses
 * these grants, and tokens for sessions without MFA evidence. In the modes {@code off} and {@code observe} it only counts them.
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
        TokenGrant grant = TokenGrantResolver.of(session, context);
        switch (grant.kind()) {
            case OF_NOBODY -> {
                // no user's second factor is missing
            }
            case WITHOUT_LOGIN ->
                decide(
                        gate -> gate.tokensWithoutLogin(((TokenGrant.WithoutLogin) grant).user()),
                        "This grant would sign a user in without a second factor.");
            case OF_SESSION ->
                decide(
                        gate -> gate.tokens((TokenGrant.OfSession) grant),
                        "This session is not secured as required. Sign in again.");
        }
    }

    private void decide(Function<SessionGate, SessionGate.Verdict> decision, String refusal)
            throws ClientPolicyException {
        RealmModel realm = session.getContext().getRealm();
        SessionGate gate = new SessionGate(session, realm);
        new EnforcementStart(session, realm).note(gate.scope());
        if (GatehouseRealm.of(realm).isGateEnabled()) {
            obey(decision.apply(gate), realm, refusal);
        }
    }

    private static void obey(SessionGate.Verdict verdict, RealmModel realm, String description)
            throws ClientPolicyException {
        switch (verdict) {
            case ALLOWED -> {
                // the tokens are issued
            }
            case WOULD_REFUSE -> Refusal.GATE_TOKENS.countObserved(realm.getName());
            case REFUSED -> {
                Refusal.GATE_TOKENS.count(realm.getName());
                throw new ClientPolicyException(OAuthErrorException.INVALID_GRANT, description);
            }
        }
    }
}
