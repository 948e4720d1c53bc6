package dev.gatehouse.admin.setup;

import dev.gatehouse.admin.flow.StepRole;
import dev.gatehouse.admin.setup.FlowTree.Config;
import dev.gatehouse.admin.setup.FlowTree.Step;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;

/**
 * Puts the MFA step into a copy of a flow: behind the last password of each branch that has one, and behind the session limit that follows
 * it, so that a login that is denied is not challenged first. Keycloak's own second factors behind it
 * are put under a condition, so that they are asked for as before until Gatehouse enforces, and nobody is challenged twice then. All else
 * stays as it is.
 */
final class FlowPlanner {

    /** Keycloak's condition for a level of authentication: what stands under it is asked for because an app demands it. */
    private static final String LEVEL = "conditional-level-of-authentication";

    private static final String CONFIG = "gatehouse";

    private final FlowKind kind;
    private final Function<String, Optional<StepRole>> roles;
    private final Map<String, String> settings;
    private final Set<String> unknown = new LinkedHashSet<>();
    private final Set<String> levels = new LinkedHashSet<>();

    /**
     * A planner for one flow.
     *
     * @param roles the role of an execution by its provider id; empty if it is not known
     * @param settings the settings of the MFA step; empty for those of the gate
     */
    FlowPlanner(FlowKind kind, Function<String, Optional<StepRole>> roles, Map<String, String> settings) {
        this.kind = kind;
        this.roles = roles;
        this.settings = Map.copyOf(settings);
    }

    /**
     * What a flow must become.
     *
     * @param flow the flow; equal to the flow that was given if nothing has to change
     * @param hasStep whether the MFA step is in force in it
     * @param unknown the provider ids of executions that might verify a password or ask for a second factor: an administrator must say
     * @param unexplained the provider ids of other executions that are not known, beside a known password: one of them may ask for a second
     *     factor of its own
     * @param levels the names of the sub-flows whose factors an app demands by a level of authentication; they stay
     */
    record Planned(
            FlowTree flow, boolean hasStep, List<String> unknown, List<String> unexplained, List<String> levels) {

        Planned {
            unknown = List.copyOf(unknown);
            unexplained = List.copyOf(unexplained);
            levels = List.copyOf(levels);
        }
    }

    Planned plan(FlowTree flow) {
        FlowTree planned;
        if (kind == FlowKind.POST_LOGIN) {
            planned = behindAll(flow);
        } else {
            if (kind != FlowKind.FIRST_LOGIN) {
                findUnknown(flow, false);
            }
            planned = level(flow, false, false);
        }
        List<String> unexplained = flow.executions()
                .map(Step::provider)
                .filter(provider ->
                        !unknown.contains(provider) && roles.apply(provider).isEmpty())
                .distinct()
                .toList();
        return new Planned(planned, planned.has(kind.step()), List.copyOf(unknown), unexplained, List.copyOf(levels));
    }

    /** A flow after the login through a provider has no password: the step comes last. */
    private FlowTree behindAll(FlowTree flow) {
        FlowTree guarded = level(flow, true, true);
        if (guarded.steps().stream().anyMatch(step -> !step.isAlternative() && step.has(kind.step()))) {
            return guarded;
        }
        List<Step> steps = new ArrayList<>();
        if (guarded.hasAlternatives()) {
            // Keycloak ignores alternatives beside what is required.
            steps.add(Step.of(
                    FlowTree.of(guarded.alias() + " before", "What the flow had before", guarded.steps()),
                    Requirement.REQUIRED));
        } else {
            steps.addAll(guarded.steps());
        }
        steps.add(mfaStep());
        return guarded.with(steps);
    }

    /**
     * Plans a level of a flow.
     *
     * @param isFollowed whether the step follows behind this level
     * @param isBehind whether a password has been verified before this level
     */
    private FlowTree level(FlowTree flow, boolean isFollowed, boolean isBehind) {
        List<Step> given =
                flow.steps().stream().filter(step -> !isStepOutOfForce(step)).toList();
        int last = IntStream.range(0, given.size())
                .filter(at -> isPassword(given.get(at)) && !given.get(at).isAlternative())
                .max()
                .orElse(-1);
        int stepBehind = last < 0 ? last : lastOfSessionLimits(given, last);
        List<Step> planned = new ArrayList<>();
        boolean behind = isBehind;
        for (int at = 0; at < given.size(); at++) {
            Step step = given.get(at);
            boolean follows = isFollowed
                    || given.subList(at + 1, given.size()).stream()
                            .anyMatch(later -> !later.isAlternative() && later.has(kind.step()));
            if (!step.isEnabled()) {
                planned.add(step);
            } else if (step.flow().isPresent()) {
                planned.add(subFlow(step, step.flow().get(), follows, behind));
            } else if (isPassword(step)) {
                password(planned, step, follows);
            } else {
                planned.add(behind && is(step, StepRole.FACTOR) && !isGuarded(flow) ? guarded(step) : step);
            }
            if (at == stepBehind && !follows) {
                planned.add(mfaStep());
            }
            behind |= !step.isAlternative() && step.executions().anyMatch(this::isPassword);
        }
        return flow.with(planned);
    }

    /** The last of the session limits that directly follow a password; the password itself if none does. */
    private int lastOfSessionLimits(List<Step> level, int password) {
        int at = password;
        while (at + 1 < level.size()
                && level.get(at + 1).isRequired()
                && is(level.get(at + 1), StepRole.SESSION_LIMIT)) {
            at++;
        }
        return at;
    }

    private void password(List<Step> planned, Step password, boolean isFollowed) {
        if (!isFollowed && password.isAlternative()) {
            planned.add(Step.of(
                    FlowTree.of(
                            password.provider() + " and MFA step",
                            "The password, then the MFA step",
                            List.of(password.with(Requirement.REQUIRED), mfaStep())),
                    Requirement.ALTERNATIVE));
        } else {
            planned.add(password);
        }
    }

    private Step subFlow(Step step, FlowTree flow, boolean isFollowed, boolean isBehind) {
        List<Step> enabled = flow.steps().stream().filter(Step::isEnabled).toList();
        boolean hasFactors = enabled.stream().anyMatch(inner -> is(inner, StepRole.FACTOR));
        boolean isDemanded = enabled.stream().anyMatch(inner -> inner.provider().equals(LEVEL));
        if (!isBehind || !hasFactors || isGuarded(flow)) {
            return step.with(level(flow, isFollowed, isBehind));
        }
        if (isDemanded) {
            levels.add(flow.alias());
            return step;
        }
        boolean hasNothingElse =
                enabled.stream().allMatch(inner -> is(inner, StepRole.FACTOR) || is(inner, StepRole.CONDITION));
        if (hasNothingElse && !step.isAlternative()) {
            return step.with(Requirement.CONDITIONAL)
                    .with(flow.with(Stream.concat(
                                    Stream.of(Step.required(GatehouseRealm.NOT_ENFORCED_CONDITION)),
                                    flow.steps().stream())
                            .toList()));
        }
        if (enabled.stream().anyMatch(inner -> is(inner, StepRole.FACTOR) && inner.isAlternative())) {
            // A sub-flow under a condition cannot be an alternative.
            enabled.stream()
                    .filter(inner -> inner.isAlternative() && !is(inner, StepRole.FACTOR))
                    .flatMap(Step::executions)
                    .map(Step::provider)
                    .forEach(unknown::add);
            return step;
        }
        return step.with(level(flow, isFollowed, true));
    }

    private static Step guarded(Step factor) {
        return Step.of(
                FlowTree.of(
                        factor.provider() + " unless enforced",
                        "Keycloak's own second factor, while Gatehouse does not enforce",
                        List.of(
                                Step.required(GatehouseRealm.NOT_ENFORCED_CONDITION),
                                factor.with(Requirement.REQUIRED))),
                Requirement.CONDITIONAL);
    }

    private static boolean isGuarded(FlowTree flow) {
        return flow.steps().stream()
                .anyMatch(step -> step.isRequired() && step.provider().equals(GatehouseRealm.NOT_ENFORCED_CONDITION));
    }

    /** An MFA step that never runs. It is left out, and put where it belongs. */
    private boolean isStepOutOfForce(Step step) {
        return step.provider().equals(kind.step()) && !step.isRequired();
    }

    private Step mfaStep() {
        Optional<Config> own = settings.isEmpty() ? Optional.empty() : Optional.of(new Config(CONFIG, settings));
        return new Step(kind.step(), Requirement.REQUIRED, own, Optional.empty());
    }

    private boolean isPassword(Step step) {
        return step.isEnabled() && is(step, StepRole.PASSWORD);
    }

    private boolean is(Step step, StepRole role) {
        return !step.provider().isEmpty()
                && roles.apply(step.provider()).filter(role::equals).isPresent();
    }

    /**
     * Finds executions that are not known and stand where no known password is verified: each of them may be a form for the password.
     *
     * @param isCovered whether whoever comes here also passes a known password
     */
    private void findUnknown(FlowTree flow, boolean isCovered) {
        List<Step> enabled = flow.steps().stream().filter(Step::isEnabled).toList();
        for (Step step : enabled) {
            boolean isCoveredHere = isCovered
                    || (!step.isAlternative()
                            && enabled.stream().anyMatch(other -> !other.equals(step) && asksForPassword(other)));
            if (step.flow().isPresent()) {
                findUnknown(step.flow().get(), isCoveredHere);
            } else if (!isCoveredHere && roles.apply(step.provider()).isEmpty()) {
                unknown.add(step.provider());
            }
        }
    }

    /** Whether nobody gets past a step without a known password, unless a known execution lets them. */
    private boolean asksForPassword(Step step) {
        if (!step.isRequired()) {
            // A condition may leave it out.
            return false;
        }
        return step.flow().map(this::asksForPassword).orElseGet(() -> isPassword(step));
    }

    private boolean asksForPassword(FlowTree flow) {
        List<Step> enabled = flow.steps().stream().filter(Step::isEnabled).toList();
        if (enabled.stream().anyMatch(step -> !step.isAlternative())) {
            // Keycloak ignores alternatives beside what is required.
            return enabled.stream().anyMatch(this::asksForPassword);
        }
        boolean areKnown = enabled.stream().flatMap(Step::executions).allMatch(step -> roles.apply(step.provider())
                .isPresent());
        return areKnown && enabled.stream().anyMatch(step -> asksForPassword(step.with(Requirement.REQUIRED)));
    }
}
