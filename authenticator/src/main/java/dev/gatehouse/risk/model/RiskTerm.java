package dev.gatehouse.risk.model;

import java.util.Optional;

/** One term of the score. Pure, and never throws. */
@FunctionalInterface
interface RiskTerm {

    /** What this term says of an attempt; empty if it has nothing to go by. */
    Optional<RiskContribution> of(LoginAttempt attempt, Profile profile, Population population);
}
