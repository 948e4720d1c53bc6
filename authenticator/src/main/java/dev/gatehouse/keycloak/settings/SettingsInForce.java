package dev.gatehouse.keycloak.settings;

import dev.gatehouse.keycloak.config.SavedConfig;
import dev.gatehouse.keycloak.config.SettingsForm;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.provider.Provider;

/**
 * The settings of a required action or an execution that are in force. Keycloak validates a configuration only when the form of a required
 * action is saved: what an import, a {@code PUT} of the action or the form of an execution brings may be invalid. The text that was valid
 * last stands in for an invalid one, and where there was none, the setting counts as not set.
 *
 * @param saved what was saved, valid or not
 * @param texts the valid texts by key; what is not set is missing
 * @param isComplete whether all of it could be read; if not, the settings that were valid last are unknown
 * @param isSaved whether anything was saved, be it without a setting
 */
public record SettingsInForce(
        Map<String, String> saved, Map<String, String> texts, boolean isComplete, boolean isSaved) {

    /** Where nothing was saved. */
    public static final SettingsInForce NOTHING = new SettingsInForce(Map.of(), Map.of(), true, false);

    public SettingsInForce {
        // Some databases keep an empty text as none, which copies of maps refuse.
        saved = Collections.unmodifiableMap(new HashMap<>(saved));
        texts = Map.copyOf(texts);
    }

    /** Where something was saved. */
    SettingsInForce(Map<String, String> saved, Map<String, String> texts, boolean isComplete) {
        this(saved, texts, isComplete, true);
    }

    /**
     * Those of a required action of a realm. If a {@code PUT} of an enabled action that leaves the settings out has removed them all, they
     * are those that were valid last: nobody has decided to remove them.
     */
    public static SettingsInForce ofAction(KeycloakSession session, RealmModel realm, String alias) {
        SettingsPlace place = SettingsPlace.ofAction(alias);
        RequiredActionProviderModel action = realm.getRequiredActionProviderByAlias(alias);
        if (action == null) {
            return NOTHING;
        }
        Map<String, String> saved = SavedConfig.ofAction(realm, alias).orElse(Map.of());
        if (saved.isEmpty() && !action.isEnabled()) {
            return NOTHING;
        }
        return saved.isEmpty()
                ? form(session, RequiredActionProvider.class, alias)
                        .map(form ->
                                SettingsProviderFactory.of(session).lastValid().ofRemoved(session, realm, place, form))
                        .orElse(NOTHING)
                : ReadInRequest.get(
                        session, realm, place, saved, () -> form(session, RequiredActionProvider.class, alias)
                                .map(form -> of(session, realm, place, form, saved))
                                .orElse(NOTHING));
    }

    /**
     * Settings that were read in this request, where they are needed some ten times. Keycloak hands out the same map until the settings
     * change.
     */
    private record ReadInRequest(Map<String, String> saved, SettingsInForce settings) {

        static SettingsInForce get(
                KeycloakSession session,
                RealmModel realm,
                SettingsPlace place,
                Map<String, String> saved,
                Supplier<SettingsInForce> reader) {
            String attribute = "gatehouse.settings " + realm.getId() + " " + place.name();
            ReadInRequest known = session.getAttribute(attribute, ReadInRequest.class);
            if (known != null && known.saved() == saved) {
                return known.settings();
            }
            SettingsInForce read = reader.get();
            session.setAttribute(attribute, new ReadInRequest(saved, read));
            return read;
        }
    }

    /** Whether the database can tell which settings of a realm were valid last, should one become invalid. */
    public static boolean isLastValidReadable(KeycloakSession session, RealmModel realm) {
        return SettingsProviderFactory.of(session).lastValid().isReadable(realm.getId());
    }

    /** Those of an execution of a realm's flows. */
    public static SettingsInForce ofExecution(
            KeycloakSession session, RealmModel realm, AuthenticationExecutionModel execution) {
        String configId = execution.getAuthenticatorConfig();
        AuthenticatorConfigModel config = configId == null ? null : realm.getAuthenticatorConfigById(configId);
        return SavedConfig.of(config)
                .flatMap(saved -> form(session, Authenticator.class, execution.getAuthenticator())
                        .map(form -> of(session, realm, new SettingsPlace("execution " + configId), form, saved)))
                .orElse(NOTHING);
    }

    private static SettingsInForce of(
            KeycloakSession session,
            RealmModel realm,
            SettingsPlace place,
            SettingsForm form,
            Map<String, String> saved) {
        return SettingsProviderFactory.of(session).lastValid().inForce(session, realm, place, form, saved);
    }

    private static Optional<SettingsForm> form(
            KeycloakSession session, Class<? extends Provider> type, String provider) {
        return session.getKeycloakSessionFactory().getProviderFactory(type, provider) instanceof SettingsForm form
                ? Optional.of(form)
                : Optional.empty();
    }
}
