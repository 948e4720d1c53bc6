package dev.gatehouse.keycloak.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;

/** A factory with a form in the Admin Console. */
public interface SettingsForm {

    /** The settings, in the order of the form. */
    List<Setting<?>> settings();

    /** The fields of the form. */
    default List<ProviderConfigProperty> properties() {
        return settings().stream().map(Setting::property).toList();
    }

    /** The names in the settings that do not exist in the realm, each in a sentence for the administrator. */
    default List<String> unknownNames(KeycloakSession session, RealmModel realm, @Nullable Map<String, String> config) {
        return settings().stream()
                .flatMap(setting -> setting.unknownNames(session, realm, config).stream())
                .toList();
    }
}
