package dev.gatehouse.risk.model;

import java.util.Optional;

/** Computes one term of the score. Pure, and never throws. */
@FunctionalInterface
interface RiskTerm {

    /** The contribution of this term to an attempt; empty without sufficient data. */
    Optional<RiskContribution> of(LoginAttempt attempt, Profile profile, Population population);
}
