package dev.gatehouse.admin.setup;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;

/**
 * A flow with all that is in it, without the ids and priorities of a realm.
 *
 * @param alias its name
 * @param description its description; empty for none
 * @param type Keycloak's type of flow, usually {@code basic-flow}
 * @param steps its executions and sub-flows, in their order
 */
record FlowTree(String alias, String description, String type, List<Step> steps) {

    private static final String BASIC = "basic-flow";

    FlowTree {
        steps = List.copyOf(steps);
    }

    static FlowTree of(String alias, String description, List<Step> steps) {
        return new FlowTree(alias, description, BASIC, steps);
    }

    FlowTree with(List<Step> changed) {
        return new FlowTree(alias, description, type, changed);
    }

    /**
     * An execution or a sub-flow.
     *
     * @param provider the provider id of the execution; empty for a sub-flow that is no form
     * @param requirement its requirement
     * @param config the configuration of the execution
     * @param flow the sub-flow
     */
    record Step(String provider, Requirement requirement, Optional<Config> config, Optional<FlowTree> flow) {

        static Step required(String provider) {
            return new Step(provider, Requirement.REQUIRED, Optional.empty(), Optional.empty());
        }

        static Step of(FlowTree flow, Requirement requirement) {
            return new Step("", requirement, Optional.empty(), Optional.of(flow));
        }

        Step with(Requirement changed) {
            return new Step(provider, changed, config, flow);
        }

        Step with(FlowTree changed) {
            return new Step(provider, requirement, config, Optional.of(changed));
        }

        boolean isEnabled() {
            return requirement != Requirement.DISABLED;
        }

        boolean isRequired() {
            return requirement == Requirement.REQUIRED;
        }

        boolean isAlternative() {
            return requirement == Requirement.ALTERNATIVE;
        }

        /** Itself, or the enabled executions in it. */
        Stream<Step> executions() {
            return !isEnabled()
                    ? Stream.empty()
                    : flow.map(FlowTree::executions).orElseGet(() -> Stream.of(this));
        }

        /** Whether an execution is in force here: enabled and required. */
        boolean has(String execution) {
            return executions().anyMatch(step -> step.provider().equals(execution) && step.isRequired());
        }
    }

    /**
     * The configuration of an execution.
     *
     * @param alias its name
     * @param values its settings
     */
    record Config(String alias, Map<String, String> values) {

        Config {
            values = Map.copyOf(values);
        }
    }

    /** The enabled executions, in their order. */
    Stream<Step> executions() {
        return steps.stream().flatMap(Step::executions);
    }

    /** Whether an execution is in force anywhere in the flow. */
    boolean has(String execution) {
        return steps.stream().anyMatch(step -> step.has(execution));
    }

    /** Whether something enabled is an alternative at the first level. */
    boolean hasAlternatives() {
        return steps.stream().anyMatch(Step::isAlternative);
    }

    /** The flow in indented lines, for people. */
    String outline() {
        StringBuilder text = new StringBuilder(alias);
        outline(text, "  ");
        return text.toString();
    }

    private void outline(StringBuilder text, String indent) {
        for (Step step : steps) {
            text.append('\n')
                    .append(indent)
                    .append(step.flow().map(FlowTree::alias).orElse(step.provider()))
                    .append(" (")
                    .append(step.requirement().name())
                    .append(')');
            step.flow().ifPresent(flow -> flow.outline(text, indent + "  "));
        }
    }
}
