package dev.gatehouse.mfa.decision;

import dev.gatehouse.risk.model.LoginAttempt;
import dev.gatehouse.risk.population.CompletedLogin;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of a judged login once it is complete, as it stands in its notes.
 *
 * @param outcome what becomes of it, if it is completed
 * @param score the score that decided; {@code null} if none did, or the user's habits are not known yet
 * @param targetRate see {@link CompletedLogin#targetRate()}; {@code null} for none
 * @param causes codes of what it is asked for
 * @param reasons codes of the terms of its score
 */
public record LoginStatistics(
        CompletedLogin.Outcome outcome, @Nullable Double score, @Nullable Double targetRate, List<String> causes, List<String> reasons) {

    /** Whether a second factor was asked for, or would have been. Not named as a property: what is one is written into the notes. */
    public boolean wasChallenged() {
        return outcome.isSuspicious();
    }

    /**
     * The login as it is counted.
     *
     * @param isFirstOfUser whether nothing was known of the user before
     */
    public CompletedLogin completed(LoginAttempt attempt, boolean isFirstOfUser, String clientId) {
        return new CompletedLogin(attempt, isFirstOfUser, optional(score), optional(targetRate), outcome, clientId, causes, reasons);
    }

    private static OptionalDouble optional(@Nullable Double number) {
        return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
    }
}
