package dev.gatehouse.keycloak.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;

/** A factory with a form in the Admin Console. */
public interface SettingsForm {

    /** What Keycloak itself saves with an execution or a required action. */
    Set<String> KEYCLOAKS_OWN = Set.of("default.reference.value", "default.reference.maxAge", "max_auth_age");

    /** The settings, in the order of the form. */
    List<Setting<?>> settings();

    /** The fields of the form. */
    default List<ProviderConfigProperty> properties() {
        return settings().stream().map(Setting::property).toList();
    }

    /** What is read besides: settings that the form no longer shows, because they have another key or unit now. */
    default List<Setting<?>> formerSettings() {
        return List.of();
    }

    /** All settings that are read. */
    default List<Setting<?>> allSettings() {
        return Stream.concat(settings().stream(), formerSettings().stream()).toList();
    }

    /** What is invalid in a configuration, apart from names and keys that do not exist. */
    default List<SettingProblem> problems(@Nullable Map<String, String> config) {
        Map<String, String> given = Objects.requireNonNullElse(config, Map.of());
        return allSettings().stream()
                .flatMap(setting -> setting.problems(given).stream())
                .toList();
    }

    /** The names in the settings that do not exist in the realm. */
    default List<SettingProblem> unknownNames(
            KeycloakSession session, RealmModel realm, @Nullable Map<String, String> config) {
        return allSettings().stream()
                .flatMap(setting -> setting.unknownNames(session, realm, config).stream())
                .toList();
    }

    /** The keys in a configuration that no setting has. */
    default List<SettingProblem> unknownKeys(@Nullable Map<String, String> config) {
        Set<String> unknown = new TreeSet<>(
                Objects.requireNonNullElse(config, Map.<String, String>of()).keySet());
        allSettings().stream().map(Setting::key).forEach(unknown::remove);
        unknown.removeAll(KEYCLOAKS_OWN);
        return unknown.stream()
                .map(key -> SettingProblem.of(key, SettingProblem.Reason.NO_SETTING))
                .toList();
    }

    /**
     * Rejects a configuration that an administrator wants to save.
     *
     * @throws jakarta.ws.rs.WebApplicationException if anything in it is invalid, with the reasons in the administrator's language
     */
    default void requireValid(KeycloakSession session, RealmModel realm, @Nullable Map<String, String> config) {
        InvalidConfig.refuse(
                session,
                realm,
                Stream.of(problems(config), unknownKeys(config), unknownNames(session, realm, config))
                        .flatMap(List::stream)
                        .toList());
    }
}
