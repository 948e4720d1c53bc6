package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.provider.StatelessFactory;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import java.util.List;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.provider.ProviderConfigProperty;

/** Offers {@link NotEnforcedCondition} for sub-flows. */
public final class NotEnforcedConditionFactory extends StatelessFactory implements ConditionalAuthenticatorFactory {

    private static final Requirement[] REQUIREMENTS = {Requirement.REQUIRED, Requirement.DISABLED};

    @Override
    public String getId() {
        return GatehouseRealm.NOT_ENFORCED_CONDITION;
    }

    @Override
    public ConditionalAuthenticator getSingleton() {
        return NotEnforcedCondition.INSTANCE;
    }

    @Override
    public String getDisplayType() {
        return "Condition - Gatehouse does not enforce";
    }

    @Override
    public String getHelpText() {
        return "Runs the sub-flow unless the MFA step of Gatehouse in the same flow has the mode enforce. Put it"
                + " before Keycloak's own second factors, so that nobody is challenged twice.";
    }

    @Override
    public boolean isConfigurable() {
        return false;
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return REQUIREMENTS.clone();
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }
}
