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
     * The score at which attacker and user are equally likely, given equal prior probability: a login that a known device exempts counts
     * only if it is above.
     */
    public static final double USUAL = 0;

    /** The number of logins from which on their scores say what a threshold leads to. Until then the rate raises it little. */
    public static final int ENOUGH_LOGINS = 200;

    /**
     * Logins without any suspicion that are added to those that were counted, so that the first few of a small realm do not decide: one of
     * ten is not yet a rate of 10 %.
     */
    private static final double PRIOR_LOGINS = 100;

    /** How far the target rate may raise the threshold just before {@link #ENOUGH_LOGINS}; less with fewer logins. In nats. */
    private static final double EARLY_RISE = 4;

    private static final double PERCENT = 100;

    /** Recent challenges for the score alone after which the score of a user must be higher to cause another. */
    private static final int MOST_CHALLENGES = 3;

    /** How much higher for each challenge beyond, and at most, in nats. */
    private static final double RELIEF = 1.5;

    private static final double MOST_RELIEF = 6;

    /** Where a threshold comes from. */
    public enum Source {
        /** An administrator has set it. */
        EXPLICIT,
        /** Derived from the realm's scores so that no more than the configured share of logins exceeds it. */
        TARGET_RATE,
        /** The lowest that the settings allow: fewer logins than the configured share exceed it. */
        LOWEST,
        /** Too few logins have been counted to tell: the lowest, or a little more if the logins that were counted exceed it too often. */
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
                .orElseGet(() -> ofTargetRate(settings, snapshot, now));
    }

    /** Logins with a low score are never challenged only because the rate has room for them. */
    private static Threshold ofTargetRate(MfaSettings settings, PopulationSnapshot snapshot, Instant now) {
        double counted = snapshot.scores().total(now);
        boolean isEarly = counted < ENOUGH_LOGINS;
        // A few logins, perhaps all of one attacker, must not set the threshold of everybody.
        double most = isEarly ? settings.lowestThreshold() + EARLY_RISE * counted / ENOUGH_LOGINS : Double.MAX_VALUE;
        double wanted = Math.min(most, ofRate(settings.targetRate(), snapshot, now));
        if (wanted > settings.lowestThreshold()) {
            return new Threshold(wanted, isEarly ? Source.TOO_FEW_LOGINS : Source.TARGET_RATE);
        }
        return new Threshold(settings.lowestThreshold(), isEarly ? Source.TOO_FEW_LOGINS : Source.LOWEST);
    }

    private static double ofRate(double targetRate, PopulationSnapshot snapshot, Instant now) {
        double share = targetRate / PERCENT;
        return snapshot.scores().threshold(share, PRIOR_LOGINS, now)
                + snapshot.feedback(targetRate).correction(share, now);
    }

    /**
     * How many of the counted logins the target rate would have challenged besides, if it could lower the threshold below the lowest; 0
     * where it has raised it.
     */
    public static double spared(MfaSettings settings, PopulationSnapshot snapshot, Instant now) {
        Threshold inForce = of(settings, snapshot, now);
        boolean isSparing =
                switch (inForce.source()) {
                    case LOWEST -> true;
                    case EXPLICIT, TARGET_RATE, TOO_FEW_LOGINS -> false;
                };
        double allowed = settings.targetRate() / PERCENT;
        double reached = snapshot.scores().shareAbove(inForce.score(), now);
        return isSparing ? Math.max(0, allowed - reached) * snapshot.scores().total(now) : 0;
    }

    /**
     * The threshold for a user who was challenged often: the codes of a realm must not fall on the few whose habits are hard to learn. Only
     * logins count in which the second factor was proven that nothing but the score required, so that nobody else can raise it.
     *
     * @param challenges how many there were of late, see {@link dev.gatehouse.risk.model.Profile#scoreChallenges}
     */
    public Threshold forUser(double challenges) {
        return switch (source) {
            case EXPLICIT -> this;
            case TARGET_RATE, LOWEST, TOO_FEW_LOGINS ->
                new Threshold(
                        score + Math.min(MOST_RELIEF, RELIEF * Math.max(0, challenges - MOST_CHALLENGES)), source);
        };
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
