package dev.gatehouse.login;

import dev.gatehouse.mfa.Gate;
import dev.gatehouse.mfa.GateSettings;
import dev.gatehouse.notice.AccountNotices;
import dev.gatehouse.people.People;
import dev.gatehouse.sharing.SharingSettings;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** Makes {@link MfaGate}s and checks what an admin configures. */
public final class MfaGateFactory implements RequiredActionFactory {

    @Override
    public String getId() {
        return Gate.ACTION;
    }

    @Override
    public String getDisplayText() {
        return "Gatehouse: gate";
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return new MfaGate(AdaptiveMfaAuthenticatorFactory.countries(session));
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create()
                .property().name(GateSettings.PRIVILEGED)
                .label("Privileged people")
                .helpText("Roles and groups whose members must prove a second factor when they come through an identity provider: a realm role "
                        + "such as owner, a client role such as dashboard.owner, a group by its path such as /staff.")
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .defaultValue(People.entries(GateSettings.DEFAULT_PRIVILEGED))
                .add()
                .property().name(GateSettings.POLICY)
                .label("When they are asked")
                .helpText("always: at each login. adaptive: when the login looks suspicious. device: at each login from a device on which no "
                        + "second factor was proven within the hours below.")
                .type(ProviderConfigProperty.LIST_TYPE)
                .options(GateSettings.Policy.configNames())
                .defaultValue(GateSettings.DEFAULT_POLICY.configName())
                .add()
                .property().name(GateSettings.HOURS)
                .label("A proof counts for (hours)")
                .helpText("From 1 to 2160. Holds for a device, and for a session that is used for another app.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(GateSettings.DEFAULT_HOURS)
                .add()
                .property().name(GateSettings.TRUSTED)
                .label("Believe a provider's second factor")
                .helpText("Entries like provider=value. The provider's own second factor counts if its ID token carries the value in amr or acr, or its "
                        + "assertion as AuthnContextClassRef. Empty: none is believed.")
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .add()
                .property().name(SharingSettings.PLACES)
                .label("Shared logins: networks")
                .helpText("From more networks than these at once, an account is suspected to be shared: an event and a metric tell it, and nobody "
                        + "is locked out. From 0, not to look, to 50.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(SharingSettings.DEFAULT_PLACES)
                .add()
                .property().name(SharingSettings.DEVICES)
                .label("Shared logins: devices")
                .helpText("The same for devices.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(SharingSettings.DEFAULT_DEVICES)
                .add()
                .property().name(SharingSettings.MINUTES)
                .label("Shared logins: at once means within (minutes)")
                .helpText("From 1 to 1440.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(SharingSettings.DEFAULT_MINUTES)
                .add()
                .property().name(AccountNotices.SETTING)
                .label("Mail a notice of a changed password or address")
                .helpText("Whoever changed it, and by whatever way: the person, an administrator, an app. The notice of an address goes to the old one.")
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
        People.named(session, realm, settings.privileged()).unknown().forEach(name -> problems.add("there is neither a role nor a group " + name));
        if (!problems.isEmpty()) {
            throw new ModelValidationException(String.join("; ", problems));
        }
    }

    @Override
    public void init(Config.Scope config) {
        // nothing to configure
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to do
    }

    @Override
    public void close() {
        // holds nothing
    }
}
