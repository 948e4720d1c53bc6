package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.provider.StatelessFactory;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProviderFactory;

/** Creates {@link MfaGateExecutor}s. They use the configuration of the required action, so that the rule is configured once. */
public final class MfaGateExecutorFactory extends StatelessFactory implements ClientPolicyExecutorProviderFactory {

    @Override
    public String getId() {
        return GatehouseRequiredActions.GATE;
    }

    @Override
    public ClientPolicyExecutorProvider<?> create(KeycloakSession session) {
        return new MfaGateExecutor(session);
    }

    @Override
    public String getHelpText() {
        return "Refuses tokens for sessions that were not secured, and for grants that sign a user in without a login (CIBA, JWT "
                + "authorization grant, token exchange for another user).";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }
}
