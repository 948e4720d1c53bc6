package dev.gatehouse.login;

import dev.gatehouse.device.KnownDeviceCredential;
import dev.gatehouse.mfa.MfaSettings;
import dev.gatehouse.mfa.Mode;
import dev.gatehouse.mfa.SecondStep;
import java.util.List;
import java.util.Set;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** What the doors have in common: settings, the country database, and how they appear in the Admin Console. */
abstract class SecondStepFactory implements AuthenticatorFactory {

    /** Not one that brute-force detection counts: the second step reports its failures itself, as one-time passwords. */
    private static final String CATEGORY = "gatehouse-email-code";

    private static final Requirement[] REQUIREMENTS = {Requirement.REQUIRED, Requirement.DISABLED};

    /** The second step as configured for the execution at hand. */
    SecondStep secondStep(AuthenticationFlowContext context) {
        AuthenticatorConfigModel config = context.getAuthenticatorConfig();
        MfaSettings settings = MfaSettings.parse(config == null ? null : config.getConfig());
        return new SecondStep(context.getSession(), AdaptiveMfaAuthenticatorFactory.countries(context.getSession()), settings);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to do
    }

    @Override
    public void close() {
        // holds nothing that must be closed
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
                .label("Mode")
                .helpText("off: never ask and do not score. observe: score every login and record what would have been asked, but never ask; "
                        + "advised for the first two weeks. enforce: ask for a security code when a login is suspicious.")
                .type(ProviderConfigProperty.LIST_TYPE)
                .options(Mode.configNames())
                .defaultValue(MfaSettings.DEFAULT_MODE.configName())
                .add()
                .property().name(MfaSettings.THRESHOLD)
                .label("Threshold")
                .helpText("The score above which a login is suspicious, from -100 to 100. 0: as likely an attacker as the user, were both equally "
                        + "frequent. Lower asks more often, higher less often.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(MfaSettings.DEFAULT_THRESHOLD)
                .add()
                .property().name(MfaSettings.CODE_LIFETIME)
                .label("Security code is valid for (seconds)")
                .helpText("From 10 to 600. NIST SP 800-63B allows at most 10 minutes.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(MfaSettings.DEFAULT_CODE_LIFETIME)
                .add()
                .property().name(MfaSettings.DEVICE_LIFETIME)
                .label("Remember a device for (days)")
                .helpText("From 1 to 365. A change of the password or the email address forgets all devices of the user at once.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(MfaSettings.DEFAULT_DEVICE_LIFETIME)
                .add()
                .property().name(MfaSettings.CODE_IN_SUBJECT)
                .label("Code in the subject of the mail")
                .helpText("Lets people read the code in a notification. Switch it off if mail subjects are shown on locked screens.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(MfaSettings.DEFAULT_CODE_IN_SUBJECT)
                .add()
                .property().name(MfaSettings.ACR_LEVEL)
                .label("Level of authentication of a mailed code")
                .helpText("The level (LoA) that a mailed code is worth in this realm, told as acr. Empty: Gatehouse sets none. Do not give it the level of a "
                        + "passkey or security key: email is weaker.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .add()
                .property().name(MfaSettings.ACR_LEVEL_STRONGER)
                .label("Level of authentication of a stronger factor")
                .helpText("The same for a passkey, security key, authenticator app or recovery code. Empty: that of a mailed code.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .add()
                .property().name(MfaSettings.EMAIL_STANDS_IN)
                .label("Email may stand in for something stronger")
                .helpText("People who have a passkey, security key or authenticator app are asked for that. On: they may choose a mailed code instead. "
                        + "Off: a lost key is a matter for recovery codes or for an administrator.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(MfaSettings.DEFAULT_EMAIL_STANDS_IN)
                .add()
                .property().name(MfaSettings.SIGN_IN_NOTICE)
                .label("Mail a notice of a new sign-in")
                .helpText("People are told when their account is used with a browser or in a country that is new to it, at most once an hour. Nobody "
                        + "is told who has just typed a code out of a mail.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(MfaSettings.DEFAULT_SIGN_IN_NOTICE)
                .add()
                .build();
    }
}
