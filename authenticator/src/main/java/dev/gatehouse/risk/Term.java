package dev.gatehouse.risk;

import java.util.Optional;

/** One term of the score. Pure, and never throws. */
@FunctionalInterface
interface Term {

    /** What this term says of an attempt; empty if it has nothing to go by. */
    Optional<Reason> of(LoginAttempt attempt, Profile profile, Population population);
}
