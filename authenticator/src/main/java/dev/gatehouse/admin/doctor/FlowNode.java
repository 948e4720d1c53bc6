package dev.gatehouse.admin.doctor;

import dev.gatehouse.admin.flow.StepRole;
import dev.gatehouse.keycloak.config.SavedConfig;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.keycloak.authentication.authenticators.sessionlimits.UserSessionLimitsAuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.RealmModel;

/**
 * A flow, a sub-flow or an execution, with what is enabled in it. Disabled executions and sub-flows are left out.
 *
 * @param name the alias of the flow, or the provider id of the execution
 * @param provider the provider id of the execution; empty for a flow
 * @param requirement the requirement
 * @param config the settings of the execution; empty for a flow
 * @param children what a flow contains, in its order
 */
record FlowNode(
        String name, String provider, Requirement requirement, Map<String, String> config, List<FlowNode> children) {

    FlowNode {
        config = Map.copyOf(config);
        children = List.copyOf(children);
    }

    static FlowNode of(RealmModel realm, AuthenticationFlowModel flow) {
        return new FlowNode(flow.getAlias(), "", Requirement.REQUIRED, Map.of(), children(realm, flow.getId()));
    }

    private static List<FlowNode> children(RealmModel realm, String flowId) {
        return realm.getAuthenticationExecutionsStream(flowId)
                .filter(AuthenticationExecutionModel::isEnabled)
                .map(execution -> of(realm, execution))
                .toList();
    }

    private static FlowNode of(RealmModel realm, AuthenticationExecutionModel execution) {
        if (!execution.isAuthenticatorFlow()) {
            return new FlowNode(
                    execution.getAuthenticator(),
                    execution.getAuthenticator(),
                    execution.getRequirement(),
                    SavedConfig.of(realm, execution).orElse(Map.of()),
                    List.of());
        }
        String alias = Optional.ofNullable(realm.getAuthenticationFlowById(execution.getFlowId()))
                .map(AuthenticationFlowModel::getAlias)
                .orElse("");
        return new FlowNode(alias, "", execution.getRequirement(), Map.of(), children(realm, execution.getFlowId()));
    }

    private boolean isFlow() {
        return provider.isEmpty();
    }

    /** All executions in the flow and its sub-flows, in their order. */
    private Stream<FlowNode> executions() {
        return isFlow() ? children.stream().flatMap(FlowNode::executions) : Stream.of(this);
    }

    /** All flows, this one first. */
    private Stream<FlowNode> flows() {
        return isFlow() ? Stream.concat(Stream.of(this), children.stream().flatMap(FlowNode::flows)) : Stream.empty();
    }

    /** Whether an execution is in force: enabled and required. */
    boolean has(String execution) {
        return executions().anyMatch(found -> found.isRequired(execution));
    }

    private boolean isRequired(String execution) {
        return provider.equals(execution) && requirement == Requirement.REQUIRED;
    }

    /** Whether the flow has a form of its own, so that it must have the MFA step. */
    boolean hasForms() {
        return executions().anyMatch(found -> !found.is(StepRole.PASSAGE));
    }

    /** Keycloak's own second factors in the flow, by their provider id, without those that stand back while Gatehouse enforces. */
    List<String> stockFactors() {
        return flows().filter(level -> level.children().stream().noneMatch(FlowNode::standsBack))
                .flatMap(level -> level.children().stream())
                .filter(child -> child.is(StepRole.FACTOR))
                .map(FlowNode::provider)
                .distinct()
                .toList();
    }

    private boolean is(StepRole role) {
        return !isFlow() && StepRole.of(provider).filter(role::equals).isPresent();
    }

    private boolean standsBack() {
        return isRequired(GatehouseRealm.NOT_ENFORCED_CONDITION);
    }

    /** The flows in which a step is required beside alternatives, which Keycloak then ignores: nobody can sign in. */
    List<String> mixedLevels(String step) {
        return flows().filter(level -> level.children().stream().anyMatch(child -> child.isRequired(step))
                        && level.children().stream().anyMatch(child -> child.requirement() == Requirement.ALTERNATIVE))
                .map(FlowNode::name)
                .toList();
    }

    /** Whether a session limit that denies a login comes behind a step, so that a user first answers the challenge in vain. */
    boolean deniesSessionsBehind(String step) {
        return executions()
                .dropWhile(execution -> !execution.isRequired(step))
                .anyMatch(execution -> execution.is(StepRole.SESSION_LIMIT)
                        && UserSessionLimitsAuthenticatorFactory.DENY_NEW_SESSION.equals(
                                execution.config().get(UserSessionLimitsAuthenticatorFactory.BEHAVIOR)));
    }

    /** The flows with a password that is not followed by a step. */
    List<String> passwordsBefore(String step) {
        return passwordsWithout(step, false).distinct().toList();
    }

    private Stream<String> passwordsWithout(String step, boolean isFollowed) {
        return IntStream.range(0, children.size()).boxed().flatMap(at -> {
            FlowNode child = children.get(at);
            boolean follows = isFollowed
                    || children.subList(at + 1, children.size()).stream()
                            .anyMatch(later -> later.requirement() != Requirement.ALTERNATIVE && later.has(step));
            if (child.isFlow()) {
                return child.passwordsWithout(step, follows);
            }
            return child.is(StepRole.PASSWORD) && !follows ? Stream.of(name) : Stream.empty();
        });
    }
}
