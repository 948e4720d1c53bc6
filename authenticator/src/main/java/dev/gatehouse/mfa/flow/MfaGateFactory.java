package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.config.AdminTexts;
import dev.gatehouse.keycloak.config.InvalidConfig;
import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.membership.RoleOrGroupMatcher;
import dev.gatehouse.mfa.decision.GateSettings;
import dev.gatehouse.mfa.enrolment.EnrolmentGuardCheck;
import dev.gatehouse.mfa.issuance.TokenIssuanceGuardCheck;
import dev.gatehouse.notification.notice.AccountNotices;
import dev.gatehouse.sharing.SharingSettings;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** Makes {@link MfaGate}s and checks what an admin configures. */
public final class MfaGateFactory implements RequiredActionFactory {

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
                .property().name(SharingSettings.PLACES)
                .label(AdminTexts.label(SharingSettings.PLACES))
                .helpText(AdminTexts.help(SharingSettings.PLACES))
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(SharingSettings.DEFAULT_PLACES)
                .add()
                .property().name(SharingSettings.DEVICES)
                .label(AdminTexts.label(SharingSettings.DEVICES))
                .helpText(AdminTexts.help(SharingSettings.DEVICES))
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(SharingSettings.DEFAULT_DEVICES)
                .add()
                .property().name(SharingSettings.MINUTES)
                .label(AdminTexts.label(SharingSettings.MINUTES))
                .helpText(AdminTexts.help(SharingSettings.MINUTES))
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(SharingSettings.DEFAULT_MINUTES)
                .add()
                .property().name(AccountNotices.SETTING)
                .label(AdminTexts.label(AccountNotices.SETTING))
                .helpText(AdminTexts.help(AccountNotices.SETTING))
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(Boolean.TRUE.toString())
                .add()
                .build();
    }

    @Override
    public void validateConfig(KeycloakSession session, RealmModel realm, RequiredActionConfigModel model) {
        GateSettings settings = GateSettings.parse(model.getConfig());
        List<String> problems = new ArrayList<>(settings.problems());
        problems.addAll(SharingSettings.parse(model.getConfig()).problems());
        RoleOrGroupMatcher.named(session, realm, settings.privileged()).unknown().forEach(name -> problems.add("there is neither a role nor a group " + name));
        InvalidConfig.refuse(problems);
    }

    @Override
    public void init(Config.Scope config) {
        // nothing to configure
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        TokenIssuanceGuardCheck.logAtStart(factory);
        EnrolmentGuardCheck.logAtStart(factory);
    }

    @Override
    public void close() {
        // holds nothing
    }
}
