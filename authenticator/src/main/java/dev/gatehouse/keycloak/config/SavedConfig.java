package dev.gatehouse.keycloak.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;

/** The saved configuration of an execution or a required action; empty if nothing was saved. */
public final class SavedConfig {

    private SavedConfig() {}

    /** The configuration of an execution in a realm's flows. */
    public static Optional<Map<String, String>> of(RealmModel realm, AuthenticationExecutionModel execution) {
        return Optional.ofNullable(execution.getAuthenticatorConfig())
                .map(realm::getAuthenticatorConfigById)
                .flatMap(SavedConfig::of);
    }

    /**
     * The configuration of an execution.
     *
     * @param config what Keycloak returns
     */
    public static Optional<Map<String, String>> of(@Nullable AuthenticatorConfigModel config) {
        return Optional.ofNullable(config)
                .map(AuthenticatorConfigModel::getConfig)
                .map(SavedConfig::withoutNull);
    }

    /** The configuration of a required action of a realm. */
    public static Optional<Map<String, String>> ofAction(RealmModel realm, String action) {
        return Optional.ofNullable(realm.getRequiredActionConfigByAlias(action))
                .map(RequiredActionConfigModel::getConfig)
                .map(SavedConfig::withoutNull);
    }

    /** Oracle keeps an empty text as none. What was saved there is the same as elsewhere: a setting with an empty text. */
    private static Map<String, String> withoutNull(Map<String, String> saved) {
        if (saved.values().stream().noneMatch(Objects::isNull)) {
            return saved;
        }
        Map<String, String> texts = new HashMap<>();
        saved.forEach((key, text) -> texts.put(key, Objects.requireNonNullElse(text, "")));
        return texts;
    }
}
