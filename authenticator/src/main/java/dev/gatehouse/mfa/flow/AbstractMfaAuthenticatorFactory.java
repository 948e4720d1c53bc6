package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.config.AdminTexts;
import dev.gatehouse.keycloak.config.SavedConfig;
import dev.gatehouse.keycloak.provider.StatelessFactory;
import dev.gatehouse.mfa.decision.AdaptiveMfaService;
import dev.gatehouse.mfa.decision.MfaSettings;
import dev.gatehouse.mfa.decision.Mode;
import dev.gatehouse.mfa.device.KnownDeviceCredential;
import dev.gatehouse.mfa.lockout.FailureCounting;
import java.util.List;
import java.util.Set;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** What the doors have in common: settings, and how they appear in the Admin Console. */
abstract class AbstractMfaAuthenticatorFactory extends StatelessFactory implements AuthenticatorFactory {

    /** Not one that brute-force detection counts: the second step reports its failures itself, as one-time passwords. */
    private static final String CATEGORY = "gatehouse-email-code";

    private static final Requirement[] REQUIREMENTS = {Requirement.REQUIRED, Requirement.DISABLED};

    /** The second step as configured for the execution at hand. */
    AdaptiveMfaService mfaService(AuthenticationFlowContext context) {
        MfaSettings settings = MfaSettings.parse(SavedConfig.of(context.getAuthenticatorConfig()).orElse(null));
        return new AdaptiveMfaService(context.getSession(), settings, context.getExecution());
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // Better no server than one in which codes can be guessed without an end.
        FailureCounting.requireKnownKeycloak();
    }

    @Override
    public String getReferenceCategory() {
        return CATEGORY;
    }

    @Override
    public Set<String> getOptionalReferenceCategories(KeycloakSession session) {
        return Set.of(KnownDeviceCredential.TYPE);
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
                .property().name(MfaSettings.MODE)
                .label(AdminTexts.label(MfaSettings.MODE))
                .helpText(AdminTexts.help(MfaSettings.MODE))
                .type(ProviderConfigProperty.LIST_TYPE)
                .options(Mode.configNames())
                .defaultValue(MfaSettings.DEFAULT_MODE.configName())
                .add()
                .property().name(MfaSettings.TARGET_RATE)
                .label(AdminTexts.label(MfaSettings.TARGET_RATE))
                .helpText(AdminTexts.help(MfaSettings.TARGET_RATE))
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(MfaSettings.DEFAULT_TARGET_RATE)
                .add()
                .property().name(MfaSettings.THRESHOLD)
                .label(AdminTexts.label(MfaSettings.THRESHOLD))
                .helpText(AdminTexts.help(MfaSettings.THRESHOLD))
                .type(ProviderConfigProperty.STRING_TYPE)
                .add()
                .property().name(MfaSettings.COMPANY_NETWORKS)
                .label(AdminTexts.label(MfaSettings.COMPANY_NETWORKS))
                .helpText(AdminTexts.help(MfaSettings.COMPANY_NETWORKS))
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .add()
                .property().name(MfaSettings.CODE_LIFETIME)
                .label(AdminTexts.label(MfaSettings.CODE_LIFETIME))
                .helpText(AdminTexts.help(MfaSettings.CODE_LIFETIME))
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(MfaSettings.DEFAULT_CODE_LIFETIME)
                .add()
                .property().name(MfaSettings.DEVICE_LIFETIME)
                .label(AdminTexts.label(MfaSettings.DEVICE_LIFETIME))
                .helpText(AdminTexts.help(MfaSettings.DEVICE_LIFETIME))
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(MfaSettings.DEFAULT_DEVICE_LIFETIME)
                .add()
                .property().name(MfaSettings.CODE_IN_SUBJECT)
                .label(AdminTexts.label(MfaSettings.CODE_IN_SUBJECT))
                .helpText(AdminTexts.help(MfaSettings.CODE_IN_SUBJECT))
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(MfaSettings.DEFAULT_CODE_IN_SUBJECT)
                .add()
                .property().name(MfaSettings.ACR_LEVEL)
                .label(AdminTexts.label(MfaSettings.ACR_LEVEL))
                .helpText(AdminTexts.help(MfaSettings.ACR_LEVEL))
                .type(ProviderConfigProperty.STRING_TYPE)
                .add()
                .property().name(MfaSettings.ACR_LEVEL_STRONGER)
                .label(AdminTexts.label(MfaSettings.ACR_LEVEL_STRONGER))
                .helpText(AdminTexts.help(MfaSettings.ACR_LEVEL_STRONGER))
                .type(ProviderConfigProperty.STRING_TYPE)
                .add()
                .property().name(MfaSettings.EMAIL_STANDS_IN)
                .label(AdminTexts.label(MfaSettings.EMAIL_STANDS_IN))
                .helpText(AdminTexts.help(MfaSettings.EMAIL_STANDS_IN))
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(MfaSettings.DEFAULT_EMAIL_STANDS_IN)
                .add()
                .property().name(MfaSettings.SIGN_IN_NOTICE)
                .label(AdminTexts.label(MfaSettings.SIGN_IN_NOTICE))
                .helpText(AdminTexts.help(MfaSettings.SIGN_IN_NOTICE))
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(MfaSettings.DEFAULT_SIGN_IN_NOTICE)
                .add()
                .build();
    }
}
