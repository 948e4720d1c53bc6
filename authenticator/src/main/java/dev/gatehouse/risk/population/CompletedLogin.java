package dev.gatehouse.risk.population;

import dev.gatehouse.risk.model.LoginAttempt;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A completed login, as it is counted.
 *
 * @param attempt what was seen of it
 * @param isFirstOfUser whether nothing was known of the user before
 * @param score the score that decided whether to ask, see {@link dev.gatehouse.risk.model.ScoreHistogram}; empty if the score decided nothing, or too
 *     little was known of the user for it to say much
 * @param targetRate the share in percent that the threshold was to meet which the score was held against; empty if there was no such share, or
 *     other things than what the login was like decided too
 * @param outcome whether it was asked
 * @param clientId the app
 * @param causes codes of what it was asked for, or would have been
 * @param reasons codes of the terms of its score
 */
public record CompletedLogin(
        LoginAttempt attempt, boolean isFirstOfUser, OptionalDouble score, OptionalDouble targetRate, Outcome outcome, String clientId, List<String> causes, List<String> reasons) {

    /** What became of a login. */
    public enum Outcome {
        /** Nobody was asked. */
        PASSED,
        /** It passed because logins are only observed. */
        WOULD_BE_ASKED,
        /** A second factor was asked for, and given. */
        ASKED;

        /** Whether a second factor was asked for, or would have been. */
        public boolean isSuspicious() {
            return this != PASSED;
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
    }
}
