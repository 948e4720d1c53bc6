package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.config.AdminTexts;
import dev.gatehouse.keycloak.vulnerability.KnownVulnerabilities;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** Makes {@link ForgotPasswordAuthenticator}s. */
public final class ForgotPasswordAuthenticatorFactory implements AuthenticatorFactory {

    private static final Requirement[] REQUIREMENTS = {Requirement.REQUIRED, Requirement.DISABLED};

    @Override
    public String getId() {
        return RecoverySettings.EXECUTION;
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
    public String getReferenceCategory() {
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
    public List<ProviderConfigProperty> getConfigProperties() {
        return ProviderConfigurationBuilder.create()
                .property().name(RecoverySettings.LINK_LIFETIME)
                .label(AdminTexts.label(RecoverySettings.LINK_LIFETIME))
                .helpText(AdminTexts.help(RecoverySettings.LINK_LIFETIME))
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(RecoverySettings.DEFAULT_LINK_LIFETIME)
                .add()
                .property().name(RecoverySettings.NETWORK_LIMIT)
                .label(AdminTexts.label(RecoverySettings.NETWORK_LIMIT))
                .helpText(AdminTexts.help(RecoverySettings.NETWORK_LIMIT))
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(RecoverySettings.DEFAULT_NETWORK_LIMIT)
                .add()
                .build();
    }

    @Override
    public void init(Config.Scope config) {
        // nothing to configure
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        KnownVulnerabilities.logAtStart();
    }

    @Override
    public void close() {
        // holds nothing
    }
}
