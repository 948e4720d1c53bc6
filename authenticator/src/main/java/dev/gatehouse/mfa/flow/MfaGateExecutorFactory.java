package dev.gatehouse.mfa.flow;

import dev.gatehouse.mfa.decision.Gate;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProviderFactory;

/** Makes {@link MfaGateExecutor}s. Their configuration is that of the required action: the rule is stated once. */
public final class MfaGateExecutorFactory implements ClientPolicyExecutorProviderFactory {

    @Override
    public String getId() {
        return Gate.ACTION;
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

    @Override
    public void init(Config.Scope config) {
        // nothing to configure
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to do
    }

    @Override
    public void close() {
        // holds nothing
    }
}
