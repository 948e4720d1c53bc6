package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.config.SettingsForm;
import dev.gatehouse.keycloak.provider.StatelessFactory;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.keycloak.vulnerability.KnownVulnerabilities;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** Makes {@link ForgotPasswordAuthenticator}s. */
public final class ForgotPasswordAuthenticatorFactory extends StatelessFactory
        implements AuthenticatorFactory, SettingsForm {

    private static final Requirement[] REQUIREMENTS = {Requirement.REQUIRED, Requirement.DISABLED};

    @Override
    public String getId() {
        return GatehouseRealm.RECOVERY;
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return new ForgotPasswordAuthenticator();
    }

    @Override
    public String getDisplayType() {
        return "Gatehouse: forgotten password";
    }

    @Override
    public String getHelpText() {
        return "Opens a page that sends a password reset link by email. Must be the only execution of a reset credentials flow, set to REQUIRED.";
    }

    @Override
    public @Nullable String getReferenceCategory() {
        return null;
    }

    @Override
    public boolean isConfigurable() {
        return true;
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
    public List<Setting<?>> settings() {
        return RecoverySettings.ALL;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return properties();
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        KnownVulnerabilities.logAtStart();
    }
}
