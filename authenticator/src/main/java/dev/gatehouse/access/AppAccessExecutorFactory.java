package dev.gatehouse.access;

import dev.gatehouse.keycloak.provider.StatelessFactory;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProviderFactory;

/** Creates {@link AppAccessExecutor}s. They use the configuration of the required action, so that the rule is stated once. */
public final class AppAccessExecutorFactory extends StatelessFactory implements ClientPolicyExecutorProviderFactory {

    @Override
    public String getId() {
        return AppAccess.ACTION;
    }

    @Override
    public ClientPolicyExecutorProvider<?> create(KeycloakSession session) {
        return new AppAccessExecutor(session);
    }

    @Override
    public String getHelpText() {
        return "Refuses tokens to users who may not enter the app, as configured at the required action Gatehouse: access to apps.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }
}
