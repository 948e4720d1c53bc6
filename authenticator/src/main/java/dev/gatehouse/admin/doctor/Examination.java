package dev.gatehouse.admin.doctor;

import dev.gatehouse.admin.flow.ClientExecutors;
import dev.gatehouse.keycloak.config.SavedConfig;
import dev.gatehouse.keycloak.config.SettingsForm;
import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.realm.BoundFlow;
import dev.gatehouse.keycloak.realm.FlowExecutions;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.mfa.decision.MfaSettings;
import dev.gatehouse.mfa.decision.MfaSettingsResolver;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;

/** A realm while it is examined: what several checks read, each part read once. */
final class Examination {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final List<BoundFlow> flows;
    private final ClientExecutors executors;
    private final List<AuthenticationFlowModel> flowsWithStep;
    private final Map<String, FlowNode> trees = new HashMap<>();

    Examination(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.flows = BoundFlow.of(session, realm);
        this.executors = ClientExecutors.of(session, realm);
        this.flowsWithStep = realm.getAuthenticationFlowsStream()
                .filter(AuthenticationFlowModel::isTopLevel)
                .filter(flow -> hasStep(FlowExecutions.all(realm, flow.getId())))
                .toList();
    }

    /**
     * A configuration that decides about logins, with the form that it was saved by.
     *
     * @param where what it belongs to, as in {@link Fault#where}
     * @param page where it is changed
     * @param form its settings
     * @param config what was saved
     */
    record SavedForm(String where, ConsolePage page, SettingsForm form, Map<String, String> config) {}

    /**
     * An MFA step that logins run through.
     *
     * @param flow the flow that it is in
     * @param execution its execution
     * @param settings its settings
     */
    record StepInForce(AuthenticationFlowModel flow, AuthenticationExecutionModel execution, MfaSettings settings) {}

    KeycloakSession session() {
        return session;
    }

    RealmModel realm() {
        return realm;
    }

    GatehouseRealm gatehouse() {
        return GatehouseRealm.of(realm);
    }

    ClientExecutors executors() {
        return executors;
    }

    boolean isMaster() {
        return realm.getName().equals(Config.getAdminRealm());
    }

    /** Whether an administrator has begun to set up the MFA step or the gate. */
    boolean usesMfa() {
        return isRegistered(GatehouseRequiredActions.GATE)
                || !flowsWithStep.isEmpty()
                || executors.isInAnyProfile(GatehouseRequiredActions.GATE);
    }

    /** Whether an administrator has begun to set up the access to apps. */
    boolean usesAppAccess() {
        return isRegistered(GatehouseRequiredActions.APP_ACCESS)
                || executors.isInAnyProfile(GatehouseRequiredActions.APP_ACCESS);
    }

    /** Whether anything of Gatehouse decides here. */
    boolean isSetUp() {
        return usesMfa() || usesAppAccess() || gatehouse().isRecoveryEnabled();
    }

    private boolean isRegistered(String action) {
        return realm.getRequiredActionProviderByAlias(action) != null;
    }

    /** The flows that are bound as one of these. */
    Stream<BoundFlow> bound(BoundFlow.Use... uses) {
        Set<BoundFlow.Use> wanted = Set.of(uses);
        return flows.stream().filter(flow -> wanted.contains(flow.use()));
    }

    /** All bound flows, each once. */
    Stream<AuthenticationFlowModel> boundFlows() {
        Map<String, AuthenticationFlowModel> unique = new LinkedHashMap<>();
        flows.forEach(bound -> unique.put(bound.flow().getId(), bound.flow()));
        return unique.values().stream();
    }

    /** Flows with an MFA step, enabled or not, that are not bound. */
    Stream<AuthenticationFlowModel> unboundFlowsWithStep() {
        Set<String> bound = flows.stream().map(flow -> flow.flow().getId()).collect(Collectors.toSet());
        return flowsWithStep.stream().filter(flow -> !bound.contains(flow.getId()));
    }

    /** What is enabled in a flow. */
    FlowNode tree(AuthenticationFlowModel flow) {
        return trees.computeIfAbsent(flow.getId(), missing -> FlowNode.of(realm, flow));
    }

    /** Whether a flow has a step, enabled or not. */
    boolean hasStep(AuthenticationFlowModel flow, String step) {
        return FlowExecutions.all(realm, flow.getId()).anyMatch(execution -> step.equals(execution.getAuthenticator()));
    }

    private static boolean hasStep(Stream<AuthenticationExecutionModel> executions) {
        return executions.anyMatch(MfaSettingsResolver::isStep);
    }

    /** The MFA steps that logins run through. */
    List<StepInForce> steps() {
        return boundFlows()
                .flatMap(flow -> FlowExecutions.enabled(realm, flow.getId())
                        .filter(MfaSettingsResolver::isStep)
                        .map(execution -> new StepInForce(
                                flow, execution, new MfaSettingsResolver(session, realm).of(execution))))
                .toList();
    }

    /** The configurations that decide about logins. An execution or a required action without one is not listed. */
    List<SavedForm> savedForms() {
        Stream<SavedForm> ofExecutions = Stream.concat(
                        boundFlows(), Optional.ofNullable(realm.getResetCredentialsFlow()).stream())
                .flatMap(flow -> FlowExecutions.enabled(realm, flow.getId())
                        .filter(execution -> execution.getAuthenticator() != null)
                        .flatMap(execution -> form(Authenticator.class, execution.getAuthenticator())
                                .flatMap(form -> SavedConfig.of(realm, execution)
                                        .map(config -> new SavedForm(flow(flow), ConsolePage.flow(flow), form, config)))
                                .stream()));
        Stream<SavedForm> ofActions = Stream.of(GatehouseRequiredActions.GATE, GatehouseRequiredActions.APP_ACCESS)
                .filter(this::isEnabled)
                .flatMap(action -> form(RequiredActionProvider.class, action)
                        .flatMap(form -> SavedConfig.ofAction(realm, action)
                                .filter(config -> !config.isEmpty())
                                .map(config ->
                                        new SavedForm(action(action), ConsolePage.REQUIRED_ACTIONS, form, config)))
                        .stream());
        return Stream.concat(ofExecutions, ofActions).distinct().toList();
    }

    private boolean isEnabled(String action) {
        return action.equals(GatehouseRequiredActions.GATE)
                ? gatehouse().isGateEnabled()
                : gatehouse().isAppAccessEnabled();
    }

    private Optional<SettingsForm> form(Class<? extends Provider> type, String provider) {
        return session.getKeycloakSessionFactory().getProviderFactory(type, provider) instanceof SettingsForm form
                ? Optional.of(form)
                : Optional.empty();
    }

    static String flow(AuthenticationFlowModel flow) {
        return "flow " + flow.getAlias();
    }

    static String action(String alias) {
        return "required action " + alias;
    }
}
