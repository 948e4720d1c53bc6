package dev.gatehouse.mfa.decision;

import dev.gatehouse.risk.model.Assessment;
import dev.gatehouse.risk.model.ScoreHistogram;
import dev.gatehouse.risk.population.PopulationSnapshot;
import java.time.Instant;
import java.util.Locale;

/**
 * The score above which a login is suspicious.
 *
 * @param score in nats
 * @param source where it comes from
 */
public record Threshold(double score, Source source) {

    /**
     * The default if neither an administrator nor the realm's logins determine one: attacker and user are equally likely, given equal prior
     * probability.
     */
    public static final double USUAL = 0;

    /** The number of logins that must be counted before their scores can determine a threshold for a target rate. */
    public static final int ENOUGH_LOGINS = 200;

    private static final double PERCENT = 100;

    /** Where a threshold comes from. */
    public enum Source {
        /** An administrator has set it. */
        EXPLICIT,
        /** Derived from the realm's scores so that the configured share of logins exceeds it. */
        TARGET_RATE,
        /** Too few logins have been counted to meet the target rate; the default applies. */
        TOO_FEW_LOGINS;

        /** The stable name used in reports and events. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The threshold in force.
     *
     * @param snapshot the distribution of the scores of the realm's logins, counted as {@link #counted} defines, and the rates that former
     *     thresholds reached
     */
    public static Threshold of(MfaSettings settings, PopulationSnapshot snapshot, Instant now) {
        return settings.threshold()
                .map(set -> new Threshold(set, Source.EXPLICIT))
                .orElseGet(() -> snapshot.scores().total(now) < ENOUGH_LOGINS
                        ? new Threshold(USUAL, Source.TOO_FEW_LOGINS)
                        : new Threshold(ofTargetRate(settings.targetRate(), snapshot, now), Source.TARGET_RATE));
    }

    private static double ofTargetRate(double targetRate, PopulationSnapshot snapshot, Instant now) {
        double share = targetRate / PERCENT;
        double corrected = snapshot.scores().threshold(share, now)
                + snapshot.feedback(targetRate).correction(share, now);
        // Logins with the lowest score must never be challenged only because the target rate allows it.
        return Math.max(ScoreHistogram.LOWEST, corrected);
    }

    /** Whether a login is suspicious by its score. A threshold set by an administrator applies to all logins. */
    boolean isExceededBy(Assessment assessment) {
        return (source == Source.EXPLICIT ? assessment.score() : counted(assessment)) > score;
    }

    /**
     * The score that counts for a target rate. Logins exempted by a known device or company network count with the lowest score unless
     * their own score exceeds 0, so that they are not challenged only because the target rate allows it.
     */
    static double counted(Assessment assessment) {
        double own = assessment.score();
        return isCleared(assessment) && own <= USUAL ? ScoreHistogram.LOWEST : own;
    }

    /** Whether a login of a user without an established profile is exempt from a challenge. */
    static boolean isCleared(Assessment assessment) {
        return isClearedByDevice(assessment) || assessment.isFromCompany();
    }

    /** Whether a known device exempts the login. */
    static boolean isClearedByDevice(Assessment assessment) {
        return assessment.deviceKnown() && !assessment.isExtreme();
    }
}
