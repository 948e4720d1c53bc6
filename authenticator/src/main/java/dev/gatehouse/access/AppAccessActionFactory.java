package dev.gatehouse.access;

import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.config.SettingProblem;
import dev.gatehouse.keycloak.config.SettingsForm;
import dev.gatehouse.keycloak.provider.StatelessFactory;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.provider.ProviderConfigProperty;

/** Creates {@link AppAccessAction}s and validates their configuration. */
public final class AppAccessActionFactory extends StatelessFactory implements RequiredActionFactory, SettingsForm {

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
    public List<Setting<?>> settings() {
        return AppAccessSettings.ALL;
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return properties();
    }

    @Override
    public void validateConfig(KeycloakSession session, RealmModel realm, RequiredActionConfigModel model) {
        requireValid(session, realm, model.getConfig());
    }

    /** Without the names of apps nobody is restricted, so the names that the form suggests need not exist. */
    @Override
    public List<SettingProblem> unknownNames(
            KeycloakSession session, RealmModel realm, @Nullable Map<String, String> config) {
        return GatehouseRealm.restrictsApps(config)
                ? SettingsForm.super.unknownNames(session, realm, config)
                : List.of();
    }
}
