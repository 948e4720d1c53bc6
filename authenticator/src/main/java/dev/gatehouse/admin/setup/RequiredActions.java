package dev.gatehouse.admin.setup;

import dev.gatehouse.keycloak.config.SavedConfig;
import dev.gatehouse.keycloak.json.PlainJson;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.models.RequiredActionProviderModel;

/** Registers Gatehouse's required actions, and undoes that. */
record RequiredActions(Realm realm) {

    private static final String ALIAS = "alias";
    private static final String REGISTERED = "registered";
    private static final String ENABLED = "enabled";
    private static final String PRIORITY = "priority";
    private static final String CONFIG = "config";
    private static final String CONFIG_AFTER = "configAfter";

    /** Whether an action is registered and enabled, and has settings. */
    boolean isInForce(String alias) {
        return action(alias).filter(RequiredActionProviderModel::isEnabled).isPresent()
                && !config(alias).isEmpty();
    }

    /** Whether an action comes before all others that are enabled, apart from one that may come before it. */
    boolean isFirst(String alias, String allowedBefore) {
        OptionalInt first = firstOfOthers(alias, allowedBefore);
        return action(alias)
                .filter(action -> first.isEmpty() || action.getPriority() < first.getAsInt())
                .isPresent();
    }

    private OptionalInt firstOfOthers(String alias, String allowedBefore) {
        return realm.realm()
                .getRequiredActionProvidersStream()
                .filter(action -> action.isEnabled()
                        && !alias.equals(action.getAlias())
                        && !allowedBefore.equals(action.getAlias()))
                .mapToInt(RequiredActionProviderModel::getPriority)
                .min();
    }

    Optional<RequiredActionProviderModel> action(String alias) {
        return Optional.ofNullable(realm.realm().getRequiredActionProviderByAlias(alias));
    }

    /** The saved settings of an action; empty if none were saved. */
    Map<String, String> config(String alias) {
        return SavedConfig.ofAction(realm.realm(), alias).orElse(Map.of());
    }

    /** How an action is now, in words; empty if it is not registered. */
    String describe(String alias) {
        return action(alias)
                .map(action -> (action.isEnabled() ? "enabled" : "disabled") + ", priority " + action.getPriority()
                        + ", settings " + new TreeMap<>(config(alias)))
                .orElse("");
    }

    /**
     * Registers an action, saves its settings, puts it before all others, and enables it last.
     *
     * @param name its name in the Admin Console
     * @param settings its settings after that, those that it has already included
     * @param allowedBefore an action that may come before it
     * @return what undoing needs
     */
    Map<String, String> putInForce(String alias, String name, Map<String, String> settings, String allowedBefore) {
        Map<String, String> undo = new LinkedHashMap<>();
        Map<String, String> configBefore = config(alias);
        undo.put(ALIAS, alias);
        undo.put(CONFIG, PlainJson.write(new TreeMap<>(configBefore)));
        Optional<RequiredActionProviderModel> before = action(alias);
        undo.put(REGISTERED, Boolean.toString(before.isPresent()));
        undo.put(
                ENABLED,
                Boolean.toString(
                        before.filter(RequiredActionProviderModel::isEnabled).isPresent()));
        undo.put(
                PRIORITY,
                before.map(action -> Integer.toString(action.getPriority())).orElse("0"));
        if (before.isEmpty()) {
            register(alias, name);
        }
        if (!settings.equals(configBefore)) {
            save(alias, settings);
        }
        // Not read again: in this transaction Keycloak may still return what was there before.
        undo.put(CONFIG_AFTER, PlainJson.write(new TreeMap<>(settings)));
        OptionalInt first = firstOfOthers(alias, allowedBefore);
        RequiredActionProviderModel registered = copy(alias);
        if (first.isPresent() && registered.getPriority() >= first.getAsInt()) {
            registered.setPriority(first.getAsInt() - 1);
            realm.realm().updateRequiredActionProvider(registered);
        }
        RequiredActionProviderModel enabled = copy(alias);
        enabled.setEnabled(true);
        realm.realm().updateRequiredActionProvider(enabled);
        return undo;
    }

    private void register(String alias, String name) {
        RequiredActionProviderModel action = new RequiredActionProviderModel();
        action.setAlias(alias);
        action.setProviderId(alias);
        action.setName(name);
        action.setEnabled(false);
        action.setDefaultAction(false);
        action.setPriority(realm.realm()
                        .getRequiredActionProvidersStream()
                        .mapToInt(RequiredActionProviderModel::getPriority)
                        .max()
                        .orElse(0)
                + 1);
        action.setConfig(new HashMap<>());
        realm.realm().addRequiredActionProvider(action);
    }

    /** Replaces the settings of an action. */
    void save(String alias, Map<String, String> settings) {
        RequiredActionConfigModel found = realm.realm().getRequiredActionConfigByAlias(alias);
        RequiredActionConfigModel config = new RequiredActionConfigModel();
        config.setAlias(alias);
        config.setProviderId(alias);
        if (found != null) {
            config.setId(found.getId());
        }
        config.setConfig(new HashMap<>(settings));
        realm.realm().updateRequiredActionConfig(config);
    }

    /** A copy, because the given model may be cached and shared by all requests. */
    private RequiredActionProviderModel copy(String alias) {
        RequiredActionProviderModel given = action(alias).orElseThrow();
        RequiredActionProviderModel copy = new RequiredActionProviderModel();
        copy.setId(given.getId());
        copy.setAlias(given.getAlias());
        copy.setName(given.getName());
        copy.setProviderId(given.getProviderId());
        copy.setEnabled(given.isEnabled());
        copy.setDefaultAction(given.isDefaultAction());
        copy.setConfig(given.getConfig() == null ? new HashMap<>() : new HashMap<>(given.getConfig()));
        copy.setPriority(given.getPriority());
        return copy;
    }

    /** Removes the action if it was not registered before; otherwise it gets back what it had, but for settings that were changed since. */
    void undo(Map<String, String> undo) {
        String alias = undo.getOrDefault(ALIAS, "");
        Optional<RequiredActionProviderModel> action = action(alias);
        if (action.isEmpty()) {
            return;
        }
        if (!Boolean.parseBoolean(undo.get(REGISTERED))) {
            realm.realm().removeRequiredActionProvider(action.get());
            return;
        }
        String before = undo.getOrDefault(CONFIG, "{}");
        boolean isAsLeft = PlainJson.write(new TreeMap<>(config(alias))).equals(undo.get(CONFIG_AFTER));
        RequiredActionProviderModel restored = copy(alias);
        restored.setEnabled(Boolean.parseBoolean(undo.get(ENABLED)));
        restored.setPriority(Integer.parseInt(undo.getOrDefault(PRIORITY, "0")));
        realm.realm().updateRequiredActionProvider(restored);
        if (isAsLeft && !before.equals(undo.get(CONFIG_AFTER))) {
            save(alias, settings(before));
        }
    }

    @SuppressWarnings("unchecked") // what was written is a map of texts
    static Map<String, String> settings(String json) {
        return PlainJson.read(json, Map.class).orElse(Map.of());
    }
}
