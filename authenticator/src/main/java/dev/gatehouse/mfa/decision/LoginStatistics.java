package dev.gatehouse.mfa.decision;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.gatehouse.risk.model.LoginAttempt;
import dev.gatehouse.risk.population.CompletedLogin;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of a scored login, serialised into the authentication session until the login completes.
 *
 * @param outcome how the login counts if it completes
 * @param score the score that decided; {@code null} if none did, or if the user's profile is still learning
 * @param targetRate see {@link CompletedLogin#targetRate()}; {@code null} for none
 * @param causes codes of the challenge reasons
 * @param reasons codes of the contributions to the score
 * @param cohort whether the user is in the pilot, see {@link LoginCohort}; {@code null} if there is none
 * @param organizations the aliases of the user's organizations; {@code null} in the notes of earlier versions
 */
@JsonIgnoreProperties(ignoreUnknown = true) // of a later version, on another node
public record LoginStatistics(
        CompletedLogin.Outcome outcome,
        @Nullable Double score,
        @Nullable Double targetRate,
        List<String> causes,
        List<String> reasons,
        @Nullable String cohort,
        @Nullable List<String> organizations) {

    /** Whether the login was challenged, or would have been. Not a getter, or Jackson would serialise it. */
    public boolean wasChallenged() {
        return outcome.isSuspicious();
    }

    /** Whether nothing but the score required a second factor. */
    public boolean wasChallengedForScoreAlone() {
        return wasChallenged() && causes.equals(List.of(ChallengeReason.SCORE.code()));
    }

    /**
     * The login as it is counted.
     *
     * @param isFirstOfUser whether there was no profile of the user before
     */
    public CompletedLogin completed(LoginAttempt attempt, boolean isFirstOfUser, String clientId) {
        return new CompletedLogin(
                attempt,
                isFirstOfUser,
                optional(score),
                optional(targetRate),
                outcome,
                clientId,
                causes,
                reasons,
                Optional.ofNullable(cohort),
                Objects.requireNonNullElse(organizations, List.of()));
    }

    private static OptionalDouble optional(@Nullable Double number) {
        return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
    }
}
