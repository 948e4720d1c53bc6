package dev.gatehouse.risk.population;

import dev.gatehouse.risk.model.LoginAttempt;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A completed login, as it is counted.
 *
 * @param attempt the signals of the login
 * @param isFirstOfUser whether the user had no login history before
 * @param score the score that decided whether to challenge, see {@link dev.gatehouse.risk.model.ScoreHistogram}; empty if the score
 *     decided nothing, or the user had too little history for a meaningful score
 * @param targetRate the target challenge rate in percent of the threshold that the score was compared with; empty if there was no
 *     target rate, or if factors other than the score took part in the decision
 * @param outcome whether the login was challenged
 * @param clientId the client
 * @param causes codes of the reasons for the challenge, or the would-be challenge
 * @param reasons codes of the terms of its score
 * @param cohort the part of a roll-out that the user belongs to; empty if there is none
 * @param organizations the aliases of the user's organizations
 */
public record CompletedLogin(
        LoginAttempt attempt,
        boolean isFirstOfUser,
        OptionalDouble score,
        OptionalDouble targetRate,
        Outcome outcome,
        String clientId,
        List<String> causes,
        List<String> reasons,
        Optional<String> cohort,
        List<String> organizations) {

    /** The outcome of a login. The names are those of rows, and in lower case they are values of a metric's label. */
    public enum Outcome {
        /** No challenge. */
        PASSED,
        /** Not challenged, only because the realm is in observation mode. */
        WOULD_BE_ASKED,
        /** A second factor was required and verified. */
        ASKED;

        /** Whether a second factor was required, or would have been. */
        public boolean isSuspicious() {
            return this != PASSED;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public CompletedLogin {
        Objects.requireNonNull(attempt, "attempt");
        Objects.requireNonNull(score, "score");
        Objects.requireNonNull(targetRate, "targetRate");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(clientId, "clientId");
        causes = List.copyOf(causes);
        reasons = List.copyOf(reasons);
        Objects.requireNonNull(cohort, "cohort");
        organizations = List.copyOf(organizations);
    }
}
