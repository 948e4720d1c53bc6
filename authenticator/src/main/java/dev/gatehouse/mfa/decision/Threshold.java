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

    /** What holds where neither an admin nor the realm's logins say otherwise: an attacker is as likely as the user, were both equally frequent. */
    public static final double USUAL = 0;

    /** As many logins must have been counted before their scores tell which threshold meets a target rate. */
    public static final int ENOUGH_LOGINS = 200;

    private static final double PERCENT = 100;

    /** Where a threshold comes from. */
    public enum Source {
        /** The admin has set it. */
        EXPLICIT,
        /** As many logins exceed it as the admin allows. */
        TARGET_RATE,
        /** The admin has set a target rate, and too few logins have been counted to meet it; the usual one holds. */
        TOO_FEW_LOGINS;

        /** The stable name used in reports and events. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The threshold in force.
     *
     * @param snapshot how the scores of the realm's logins are spread, counted as {@link #counted} says, and what became of former thresholds
     */
    public static Threshold of(MfaSettings settings, PopulationSnapshot snapshot, Instant now) {
        return settings.threshold().map(set -> new Threshold(set, Source.EXPLICIT))
                .orElseGet(() -> snapshot.scores().total(now) < ENOUGH_LOGINS
                        ? new Threshold(USUAL, Source.TOO_FEW_LOGINS)
                        : new Threshold(meeting(settings.targetRate(), snapshot, now), Source.TARGET_RATE));
    }

    private static double meeting(double targetRate, PopulationSnapshot snapshot, Instant now) {
        double share = targetRate / PERCENT;
        double corrected = snapshot.scores().threshold(share, now) + snapshot.feedback(targetRate).correction(share, now);
        // Below it are the logins that are never interrupted because the rate leaves room for it.
        return Math.max(ScoreHistogram.LOWEST, corrected);
    }

    /** Whether a login is suspicious by its score. A threshold that an admin has set holds for all. */
    boolean isExceededBy(Assessment assessment) {
        return (source == Source.EXPLICIT ? assessment.score() : counted(assessment)) > score;
    }

    /**
     * The score that a target rate reckons with: the login's own; but what is cleared, by a known device say, and not suspicious in itself has
     * the lowest there is, so that nobody is interrupted there only because the rate leaves room for it.
     */
    static double counted(Assessment assessment) {
        double own = assessment.score();
        return isCleared(assessment) && own <= USUAL ? ScoreHistogram.LOWEST : own;
    }

    /** Whether somebody whose habits are not known need not be asked. */
    static boolean isCleared(Assessment assessment) {
        return isClearedByDevice(assessment) || assessment.isFromCompany();
    }

    /** Whether the device vouches for the login. */
    static boolean isClearedByDevice(Assessment assessment) {
        return assessment.deviceKnown() && !assessment.isExtreme();
    }
}
