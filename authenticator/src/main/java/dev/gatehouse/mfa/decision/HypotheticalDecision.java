package dev.gatehouse.mfa.decision;

import dev.gatehouse.mfa.factor.Factor;
import java.util.List;
import java.util.Optional;

/**
 * What would be decided about a hypothetical login, and why.
 *
 * @param step where
 * @param settings the settings by which it would be decided, as they reach the user
 * @param saved the same as they were saved, whomever they reach
 * @param cohort whether the user is in the pilot; empty if there is none
 * @param requirement what user and first factor require
 * @param isLevelRequired whether the level that the app requests must be proven in the step
 * @param level whether the level that the app requests would be reached, once the flow has ended
 * @param metBy how the login would be secured without a decision, because the mode is {@code off} or nothing (more) is required; empty if
 *     there is a decision
 * @param risk the decision; empty if there is none
 * @param factors the factors that the user would be offered if challenged, the first one first
 */
public record HypotheticalDecision(
        DecidingStep step,
        MfaSettings settings,
        MfaSettings saved,
        Optional<LoginCohort> cohort,
        MfaRequirement requirement,
        boolean isLevelRequired,
        StepUp.State level,
        Optional<MfaEvidence.AmrMethod> metBy,
        Optional<RiskDecision> risk,
        List<Factor> factors) {

    public HypotheticalDecision {
        factors = List.copyOf(factors);
    }
}
