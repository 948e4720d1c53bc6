package dev.gatehouse.risk.model;

import java.time.Duration;
import java.time.Instant;

/**
 * How many recent logins were suspicious, compared with a target rate. A threshold derived only from past scores lags behind while
 * scores change, because users and populations are still being learned. It is therefore corrected by its observed result, after
 * Gibbs and Candès, "Adaptive Conformal Inference Under Distribution Shift" (NeurIPS 2021). Weights halve every 14 days by forward
 * decay, so that the feedback of several nodes can be added.
 *
 * @param over the weight of the suspicious logins, at least 0
 * @param under the weight of all other logins, at least 0
 */
public record RateFeedback(double over, double under) {

    /** Feedback without any login. */
    public static final RateFeedback NONE = new RateFeedback(0, 0);

    /**
     * The largest correction in either direction, in nats. Bounded so that a far stranger login stays suspicious, whatever most
     * logins look like.
     */
    public static final double LARGEST_CORRECTION = 4;

    /** How far the threshold moves if twice as many logins as wanted are suspicious, in nats, once many logins were seen. */
    private static final double NATS_PER_EXCESS = 5;

    /** Pseudo-count (prior) that dampens corrections until enough logins were seen. */
    private static final double PRIOR_LOGINS = 100;

    private static final ForwardDecay DECAY = new ForwardDecay(Duration.ofDays(14));

    public RateFeedback {
        if (!(over >= 0 && under >= 0 && Double.isFinite(over) && Double.isFinite(under))) {
            throw new IllegalArgumentException("weights are at least 0 and finite");
        }
    }

    /** Returns this feedback with one more login. */
    public RateFeedback plus(boolean isSuspicious, Instant time) {
        double weight = DECAY.weight(time);
        return isSuspicious ? new RateFeedback(over + weight, under) : new RateFeedback(over, under + weight);
    }

    /** Adds the feedback of another node. The result equals that of a single node that saw all logins. */
    public RateFeedback plus(RateFeedback other) {
        return new RateFeedback(over + other.over, under + other.under);
    }

    /**
     * The correction to add to the threshold that past scores suggest.
     *
     * @param share the target share of suspicious logins, above 0 and at most 1
     * @return in nats; above 0 if too many were suspicious; from -{@value #LARGEST_CORRECTION} to {@value #LARGEST_CORRECTION}
     */
    public double correction(double share, Instant now) {
        double decay = DECAY.weight(now);
        double logins = (over + under) / decay;
        double excess = (over / decay - share * logins) / (share * (logins + PRIOR_LOGINS));
        return Math.max(-LARGEST_CORRECTION, Math.min(LARGEST_CORRECTION, NATS_PER_EXCESS * excess));
    }
}
