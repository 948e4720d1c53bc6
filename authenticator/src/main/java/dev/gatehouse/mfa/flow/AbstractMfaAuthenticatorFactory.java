package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.config.SettingsForm;
import dev.gatehouse.keycloak.provider.StatelessFactory;
import dev.gatehouse.mfa.decision.AdaptiveMfaService;
import dev.gatehouse.mfa.decision.MfaSettings;
import dev.gatehouse.mfa.decision.MfaSettingsResolver;
import dev.gatehouse.mfa.device.KnownDeviceCredential;
import dev.gatehouse.mfa.lockout.BruteForceCompatibility;
import java.util.List;
import java.util.Set;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** Common base of the MFA authenticator factories: settings, and how they appear in the Admin Console. */
abstract class AbstractMfaAuthenticatorFactory extends StatelessFactory implements AuthenticatorFactory, SettingsForm {

    /** Not a category that brute-force detection counts: the MFA step reports its failures itself, as one-time passwords. */
    private static final String CATEGORY = "gatehouse-email-code";

    private static final Requirement[] REQUIREMENTS = {Requirement.REQUIRED, Requirement.DISABLED};

    /** The MFA step with the settings of the current execution. */
    AdaptiveMfaService mfaService(AuthenticationFlowContext context) {
        MfaSettings settings = new MfaSettingsResolver(context.getSession(), context.getRealm())
                .deciding(context.getExecution(), context.getUser());
        return new AdaptiveMfaService(context.getSession(), settings, context.getExecution());
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // Fail at startup rather than run a server on which codes can be guessed without limit.
        BruteForceCompatibility.requireKnownKeycloak();
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
    public final List<Setting<?>> settings() {
        return MfaSettings.OF_EXECUTION;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return properties();
    }
}
