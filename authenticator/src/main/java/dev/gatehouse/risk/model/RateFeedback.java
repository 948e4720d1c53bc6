package dev.gatehouse.risk.model;

import java.time.Duration;
import java.time.Instant;

/**
 * How many logins were suspicious lately, where a given share was to be. A threshold that follows from the scores of the past alone lags
 * behind while scores change, because people and what is usual are still being learned; so it is corrected by what became of it, an idea of
 * Gibbs and Candès, "Adaptive Conformal Inference Under Distribution Shift" (NeurIPS 2021). The weights halve every fortnight by forward
 * decay, so that the feedback of several nodes adds up.
 *
 * @param over the weight of the logins that were suspicious, at least 0
 * @param under the weight of all others, at least 0
 */
public record RateFeedback(double over, double under) {

    /** Of no login. */
    public static final RateFeedback NONE = new RateFeedback(0, 0);

    /** The largest correction either way, in nats: whatever many logins are like, one that is far stranger is still suspicious. */
    public static final double LARGEST_CORRECTION = 4;

    /** How far the threshold moves where twice as many logins as wanted are suspicious, in nats, once there are many. */
    private static final double NATS_PER_EXCESS = 5;

    /** As many logins of the wanted share are reckoned with from the beginning, so that a few say little. */
    private static final double CAUTION = 100;

    private static final ForwardDecay DECAY = new ForwardDecay(Duration.ofDays(14));

    public RateFeedback {
        if (!(over >= 0 && under >= 0 && Double.isFinite(over) && Double.isFinite(under))) {
            throw new IllegalArgumentException("weights are at least 0 and finite");
        }
    }

    /** With one login more. */
    public RateFeedback plus(boolean isSuspicious, Instant time) {
        double weight = DECAY.weight(time);
        return isSuspicious ? new RateFeedback(over + weight, under) : new RateFeedback(over, under + weight);
    }

    /** The feedback of two nodes together, as one node would have it that saw all logins. */
    public RateFeedback plus(RateFeedback other) {
        return new RateFeedback(over + other.over, under + other.under);
    }

    /**
     * What is to be added to the threshold that the scores of the past suggest.
     *
     * @param share the share of logins that are to be suspicious, above 0 and at most 1
     * @return in nats; above 0 if too many were suspicious; from -{@value #LARGEST_CORRECTION} to {@value #LARGEST_CORRECTION}
     */
    public double correction(double share, Instant now) {
        double decay = DECAY.weight(now);
        double logins = (over + under) / decay;
        double excess = (over / decay - share * logins) / (share * (logins + CAUTION));
        return Math.max(-LARGEST_CORRECTION, Math.min(LARGEST_CORRECTION, NATS_PER_EXCESS * excess));
    }
}
