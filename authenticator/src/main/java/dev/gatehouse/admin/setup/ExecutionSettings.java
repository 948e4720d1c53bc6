package dev.gatehouse.admin.setup;

import dev.gatehouse.keycloak.config.SavedConfig;
import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.json.PlainJson;
import dev.gatehouse.keycloak.realm.FlowExecutions;
import dev.gatehouse.mfa.decision.MfaMode;
import dev.gatehouse.mfa.decision.MfaSettings;
import dev.gatehouse.mfa.decision.MfaSettingsResolver;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticatorConfigModel;

/**
 * Moves the settings that were saved at executions of the MFA step into the form of the gate. Only what changes nothing moves: a setting
 * that all these executions agree on, and that the gate does not have otherwise.
 */
record ExecutionSettings(Realm realm, List<Binding> bindings) {

    private static final String MODE = "mode";
    private static final String GATE_BEFORE = "gateBefore";
    private static final String GATE_AFTER = "gateAfter";
    private static final String EXECUTIONS = "executions";

    /**
     * An execution that lost settings. Its fields are stored.
     *
     * @param execution its id
     * @param config the id of its configuration
     * @param alias the name of its configuration
     * @param before its settings before
     * @param after its settings after; empty if it has no configuration any more
     */
    record Moved(
            String execution, String config, String alias, Map<String, String> before, Map<String, String> after) {}

    /**
     * The settings that can move once a plan is applied, as the form of the gate has them.
     *
     * @param gate the settings of the gate by then
     * @param added those of the steps that are added until then
     */
    Map<String, String> movable(Map<String, String> gate, List<Map<String, String>> added) {
        List<Map<String, String>> saved = Stream.concat(
                        steps().map(step -> SavedConfig.of(realm.realm(), step).orElse(Map.of())), added.stream())
                .map(ExecutionSettings::set)
                .toList();
        Map<String, String> movable = new TreeMap<>();
        for (Setting<?> setting : MfaSettings.OF_EXECUTION) {
            String key = setting.key();
            String atGate = MfaSettings.keyAtGate(key);
            boolean isNeeded = saved.stream().anyMatch(settings -> settings.containsKey(key))
                    || (!gate.containsKey(key) && key.equals(MODE));
            agreed(saved, key)
                    .filter(text ->
                            isNeeded && setting.problems(Map.of(key, text)).isEmpty())
                    .flatMap(text -> MfaSettings.textAtGate(key, text))
                    .filter(text -> text.equals(gate.getOrDefault(atGate, text)))
                    .ifPresent(text -> movable.put(atGate, text));
        }
        return movable;
    }

    /** The text of a setting that all executions have. One without settings follows the mode of the others, and has the other defaults. */
    private Optional<String> agreed(List<Map<String, String>> saved, String key) {
        Set<Optional<String>> texts = saved.stream()
                .filter(settings -> !settings.isEmpty() || !key.equals(MODE))
                .map(settings ->
                        Optional.ofNullable(explicit(settings, implicitMode()).get(key)))
                .collect(Collectors.toSet());
        return texts.size() == 1 ? texts.iterator().next() : Optional.empty();
    }

    /** How many executions have settings of their own. */
    int count() {
        return executions().size();
    }

    /**
     * Moves what can move.
     *
     * @return what undoing needs
     */
    Map<String, String> move() {
        Map<String, String> movable = movable(ofGate(), List.of());
        String implicitMode = implicitMode();
        RequiredActions actions = new RequiredActions(realm);
        Map<String, String> gateBefore = actions.config(GatehouseRequiredActions.GATE);
        Map<String, String> gateAfter = new TreeMap<>(gateBefore);
        gateAfter.putAll(movable);
        actions.save(GatehouseRequiredActions.GATE, gateAfter);
        // All are read before any is changed: executions of an imported realm can share a configuration.
        List<Moved> moved = executions().stream()
                .map(execution -> moved(execution, movable.keySet(), implicitMode))
                .toList();
        moved.forEach(this::write);
        return Map.of(
                GATE_BEFORE,
                PlainJson.write(new TreeMap<>(gateBefore)),
                GATE_AFTER,
                PlainJson.write(gateAfter),
                EXECUTIONS,
                PlainJson.write(moved));
    }

    private Moved moved(AuthenticationExecutionModel execution, Set<String> keys, String implicitMode) {
        AuthenticatorConfigModel config = config(execution);
        Map<String, String> before = new TreeMap<>(SavedConfig.of(config).orElse(Map.of()));
        Map<String, String> after = explicit(before, implicitMode);
        after.keySet().removeIf(key -> keys.contains(MfaSettings.keyAtGate(key)));
        return new Moved(execution.getId(), config.getId(), config.getAlias(), before, after);
    }

    /**
     * Gives the executions their settings back, but for those that were changed since.
     *
     * @param isGateKept whether the gate stays, so that its settings must not be overridden by older ones
     * @throws Refused if the gate stays and its settings were changed since
     */
    static void undo(Realm realm, Map<String, String> undo, boolean isGateKept) {
        RequiredActions actions = new RequiredActions(realm);
        String gateNow = PlainJson.write(new TreeMap<>(actions.config(GatehouseRequiredActions.GATE)));
        if (isGateKept && !gateNow.equals(undo.get(GATE_AFTER))) {
            throw Refused.conflict(
                    "The settings of the gate were changed after they had been moved there. The older ones at the"
                            + " executions would override them. To have that, add force=true.");
        }
        if (gateNow.equals(undo.get(GATE_AFTER))
                && actions.action(GatehouseRequiredActions.GATE).isPresent()) {
            actions.save(GatehouseRequiredActions.GATE, RequiredActions.settings(undo.getOrDefault(GATE_BEFORE, "{}")));
        }
        Map<String, String> restored = new HashMap<>();
        PlainJson.read(undo.get(EXECUTIONS), Moved[].class).stream()
                .flatMap(Arrays::stream)
                .forEach(moved -> giveBack(realm, moved, restored));
    }

    /** Gives one execution its settings back; {@code restored} has the configuration that is in the place of a removed one. */
    private static void giveBack(Realm realm, Moved moved, Map<String, String> restored) {
        AuthenticationExecutionModel execution = realm.realm().getAuthenticationExecutionById(moved.execution());
        if (execution == null) {
            return;
        }
        AuthenticatorConfigModel config = configOf(realm, execution);
        if (config != null) {
            boolean isAsLeft = config.getId().equals(moved.config())
                    && new TreeMap<>(config.getConfig()).equals(new TreeMap<>(moved.after()));
            if (isAsLeft) {
                config.setConfig(new LinkedHashMap<>(moved.before()));
                realm.realm().updateAuthenticatorConfig(config);
            }
        } else if (moved.after().isEmpty()) {
            execution.setAuthenticatorConfig(restored.computeIfAbsent(moved.config(), before -> kept(realm, moved)));
            realm.realm().updateAuthenticatorExecution(execution);
        }
    }

    /** The configuration that an execution had: the same if a flow that is not bound still has it, or a new one. */
    private static String kept(Realm realm, Moved moved) {
        AuthenticatorConfigModel found = realm.realm().getAuthenticatorConfigById(moved.config());
        if (found != null && new TreeMap<>(found.getConfig()).equals(new TreeMap<>(moved.before()))) {
            return found.getId();
        }
        AuthenticatorConfigModel config = new AuthenticatorConfigModel();
        config.setAlias(moved.alias());
        config.setConfig(new LinkedHashMap<>(moved.before()));
        return realm.realm().addAuthenticatorConfig(config).getId();
    }

    private void write(Moved moved) {
        AuthenticatorConfigModel config = realm.realm().getAuthenticatorConfigById(moved.config());
        if (set(moved.after()).isEmpty()) {
            AuthenticationExecutionModel execution = realm.realm().getAuthenticationExecutionById(moved.execution());
            execution.setAuthenticatorConfig(null);
            realm.realm().updateAuthenticatorExecution(execution);
            if (config != null && !isInUse(moved.config())) {
                realm.realm().removeAuthenticatorConfig(config);
            }
        } else {
            config.setConfig(new LinkedHashMap<>(moved.after()));
            realm.realm().updateAuthenticatorConfig(config);
        }
    }

    private boolean isInUse(String config) {
        return realm.realm()
                .getAuthenticationFlowsStream()
                .flatMap(flow -> realm.realm().getAuthenticationExecutionsStream(flow.getId()))
                .anyMatch(execution -> config.equals(execution.getAuthenticatorConfig()));
    }

    /** The enabled executions of the step in bound flows that have settings. */
    private List<AuthenticationExecutionModel> executions() {
        return steps().filter(step -> SavedConfig.of(realm.realm(), step)
                        .filter(saved -> !set(saved).isEmpty())
                        .isPresent())
                .toList();
    }

    /** The enabled executions of the step in bound flows, each once. */
    private Stream<AuthenticationExecutionModel> steps() {
        Map<String, AuthenticationExecutionModel> byId = new LinkedHashMap<>();
        bindings.stream()
                .flatMap(binding -> binding.flow(realm.session(), realm.realm()).stream())
                .distinct()
                .flatMap(flow -> FlowExecutions.enabled(realm.realm(), flow))
                .filter(MfaSettingsResolver::isStep)
                .forEach(execution -> byId.put(execution.getId(), execution));
        return List.copyOf(byId.values()).stream();
    }

    private Map<String, String> ofGate() {
        Map<String, String> gate = new TreeMap<>(new RequiredActions(realm).config(GatehouseRequiredActions.GATE));
        gate.values().removeIf(String::isBlank);
        return gate;
    }

    private AuthenticatorConfigModel config(AuthenticationExecutionModel execution) {
        AuthenticatorConfigModel config = configOf(realm, execution);
        if (config == null) {
            throw new IllegalStateException("The execution has settings, so it has a configuration");
        }
        return config;
    }

    private static @Nullable AuthenticatorConfigModel configOf(Realm realm, AuthenticationExecutionModel execution) {
        String id = execution.getAuthenticatorConfig();
        return id == null ? null : realm.realm().getAuthenticatorConfigById(id);
    }

    /** The mode of an execution that has settings without a mode. */
    private String implicitMode() {
        // Before the gate had these settings, such an execution enforced.
        return ofGate().getOrDefault(MODE, MfaMode.ENFORCE.configName());
    }

    /** The settings of an execution that has any, with its mode. */
    private static Map<String, String> explicit(Map<String, String> saved, String implicitMode) {
        Map<String, String> explicit = set(saved);
        if (MfaSettings.OF_EXECUTION.stream().anyMatch(setting -> setting.isSet(explicit))) {
            explicit.putIfAbsent(MODE, implicitMode);
        }
        return explicit;
    }

    /** Those of these settings that are set. */
    static Map<String, String> set(Map<String, String> saved) {
        Map<String, String> set = new TreeMap<>(saved);
        set.values().removeIf(String::isBlank);
        return set;
    }
}
