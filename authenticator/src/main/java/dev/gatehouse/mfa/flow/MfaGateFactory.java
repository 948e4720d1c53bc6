package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.config.GateFormSection;
import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.config.SettingsForm;
import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.mfa.decision.GateSettings;
import dev.gatehouse.mfa.decision.MfaSettings;
import dev.gatehouse.mfa.enrolment.EnrolmentGuardStartupCheck;
import dev.gatehouse.mfa.issuance.TokenIssuanceGuardStartupCheck;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.provider.ProviderConfigProperty;

/** Creates {@link MfaGate}s and validates their configuration. */
public final class MfaGateFactory implements RequiredActionFactory, SettingsForm {

    /** Settings of other features; set once all factories are initialised. */
    private List<GateFormSection> sections = List.of();

    @Override
    public String getId() {
        return GatehouseRequiredActions.GATE;
    }

    @Override
    public String getDisplayText() {
        return "Gatehouse: gate";
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return new MfaGate();
    }

    @Override
    public List<Setting<?>> settings() {
        return Stream.of(
                        MfaSettings.ALL.stream(),
                        GateSettings.ALL.stream(),
                        sections.stream().map(GateFormSection::settings).flatMap(List::stream))
                .<Setting<?>>flatMap(each -> each)
                .toList();
    }

    @Override
    public List<Setting<?>> formerSettings() {
        return MfaSettings.FORMER;
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return properties();
    }

    @Override
    public void validateConfig(KeycloakSession session, RealmModel realm, RequiredActionConfigModel model) {
        requireValid(session, realm, model.getConfig());
    }

    @Override
    public void init(Config.Scope config) {
        // nothing to configure
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        sections = factory.getProviderFactoriesStream(EventListenerProvider.class)
                .filter(GateFormSection.class::isInstance)
                .map(GateFormSection.class::cast)
                .sorted(Comparator.comparingInt(GateFormSection::position))
                .toList();
        TokenIssuanceGuardStartupCheck.logAtStart(factory);
        EnrolmentGuardStartupCheck.logAtStart(factory);
    }

    @Override
    public void close() {
        // holds nothing
    }
}
