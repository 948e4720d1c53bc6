package dev.gatehouse.access;

import dev.gatehouse.keycloak.config.AdminTexts;
import dev.gatehouse.keycloak.config.InvalidConfig;
import dev.gatehouse.keycloak.membership.RoleOrGroupMatcher;
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

/** Creates {@link AppAccessAction}s and validates their configuration. */
public final class AppAccessActionFactory implements RequiredActionFactory {

    @Override
    public String getId() {
        return AppAccess.ACTION;
    }

    @Override
    public String getDisplayText() {
        return "Gatehouse: access to apps";
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return new AppAccessAction();
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        ProviderConfigurationBuilder builder = ProviderConfigurationBuilder.create()
                .property().name(AppAccessSettings.APPS)
                .label(AdminTexts.label(AppAccessSettings.APPS))
                .helpText(AdminTexts.help(AppAccessSettings.APPS))
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .defaultValue(RoleOrGroupMatcher.entries(AppAccessSettings.DEFAULT_APPS))
                .add()
                .property().name(AppAccessSettings.PEOPLE)
                .label(AdminTexts.label(AppAccessSettings.PEOPLE))
                .helpText(AdminTexts.help(AppAccessSettings.PEOPLE))
                .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
                .defaultValue(RoleOrGroupMatcher.entries(AppAccessSettings.DEFAULT_PEOPLE))
                .add()
                .property().name(AppAccessSettings.REDIRECT)
                .label(AdminTexts.label(AppAccessSettings.REDIRECT))
                .helpText(AdminTexts.help(AppAccessSettings.REDIRECT))
                .type(ProviderConfigProperty.STRING_TYPE)
                .add();
        AppAccessSettings.PLATFORMS.forEach(platform -> builder.property().name(platform)
                .label(AdminTexts.label(platform))
                .helpText(AdminTexts.PLATFORM_HELP)
                .type(ProviderConfigProperty.STRING_TYPE)
                .add());
        return builder.build();
    }

    @Override
    public void validateConfig(KeycloakSession session, RealmModel realm, RequiredActionConfigModel model) {
        AppAccessSettings settings = AppAccessSettings.parse(model.getConfig());
        List<String> problems = new ArrayList<>(settings.problems());
        settings.apps().stream().filter(app -> realm.getClientByClientId(app) == null).forEach(app -> problems.add("there is no client " + app));
        RoleOrGroupMatcher.named(session, realm, settings.people()).unknown().forEach(name -> problems.add("there is neither a role nor a group " + name));
        InvalidConfig.refuse(problems);
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
