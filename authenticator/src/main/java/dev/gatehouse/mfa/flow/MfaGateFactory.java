package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.config.AdminTexts;
import dev.gatehouse.keycloak.config.GateFormSection;
import dev.gatehouse.keycloak.config.InvalidConfig;
import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.membership.RoleOrGroupMatcher;
import dev.gatehouse.mfa.decision.GateSettings;
import dev.gatehouse.mfa.enrolment.EnrolmentGuardCheck;
import dev.gatehouse.mfa.issuance.TokenIssuanceGuardCheck;
import java.util.ArrayList;
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
import org.keycloak.provider.ProviderConfigurationBuilder;

/** Makes {@link MfaGate}s and checks what an admin configures. */
public final class MfaGateFactory implements RequiredActionFactory {

    /** Settings of other features; known once all factories are. */
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
    public List<ProviderConfigProperty> getConfigMetadata() {
        return Stream.concat(ownProperties().stream(), sections.stream().map(GateFormSection::properties).flatMap(List::stream)).toList();
    }

    private static List<ProviderConfigProperty> ownProperties() {
        return ProviderConfigurationBuilder.create()
                .property().name(GateSettings.PRIVILEGED)
                .label(AdminTexts.label(GateSettings.PRIVILEGED))
                .helpText(AdminTexts.help(GateSettings.PRIVILEGED))
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .defaultValue(RoleOrGroupMatcher.entries(GateSettings.DEFAULT_PRIVILEGED))
                .add()
                .property().name(GateSettings.POLICY)
                .label(AdminTexts.label(GateSettings.POLICY))
                .helpText(AdminTexts.help(GateSettings.POLICY))
                .type(ProviderConfigProperty.LIST_TYPE)
                .options(GateSettings.Policy.configNames())
                .defaultValue(GateSettings.DEFAULT_POLICY.configName())
                .add()
                .property().name(GateSettings.HOURS)
                .label(AdminTexts.label(GateSettings.HOURS))
                .helpText(AdminTexts.help(GateSettings.HOURS))
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(GateSettings.DEFAULT_HOURS)
                .add()
                .property().name(GateSettings.TRUSTED)
                .label(AdminTexts.label(GateSettings.TRUSTED))
                .helpText(AdminTexts.help(GateSettings.TRUSTED))
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .add()
                .property().name(GateSettings.FACTOR_MINUTES)
                .label(AdminTexts.label(GateSettings.FACTOR_MINUTES))
                .helpText(AdminTexts.help(GateSettings.FACTOR_MINUTES))
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(GateSettings.DEFAULT_FACTOR_MINUTES)
                .add()
                .property().name(GateSettings.AUTHN_CONTEXTS)
                .label(AdminTexts.label(GateSettings.AUTHN_CONTEXTS))
                .helpText(AdminTexts.help(GateSettings.AUTHN_CONTEXTS))
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .add()
                .build();
    }

    @Override
    public void validateConfig(KeycloakSession session, RealmModel realm, RequiredActionConfigModel model) {
        GateSettings settings = GateSettings.parse(model.getConfig());
        List<String> problems = new ArrayList<>(settings.problems());
        sections.forEach(section -> problems.addAll(section.problems(model.getConfig())));
        RoleOrGroupMatcher.named(session, realm, settings.privileged()).unknown().forEach(name -> problems.add("there is neither a role nor a group " + name));
        InvalidConfig.refuse(problems);
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
        TokenIssuanceGuardCheck.logAtStart(factory);
        EnrolmentGuardCheck.logAtStart(factory);
    }

    @Override
    public void close() {
        // holds nothing
    }
}
