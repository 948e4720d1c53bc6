package dev.gatehouse.risk.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * The distribution of login scores, used to find the threshold that a given share of logins exceeds. Weights halve every 30 days by
 * forward decay, so that the histograms of several nodes can be added. Thread-safe.
 */
public final class ScoreHistogram {

    /** The lower end of the histogram in nats; lower scores count in the first bin. */
    public static final double LOWEST = ScoreBins.LOWEST;

    /** The upper end of the histogram in nats; higher scores count in the last bin. */
    public static final double HIGHEST = ScoreBins.HIGHEST;

    /** The width of a bin, in nats. */
    public static final double BIN = ScoreBins.WIDTH;

    private static final ForwardDecay DECAY = new ForwardDecay(Duration.ofDays(30));

    private final double[] weights;

    /** An empty histogram. */
    public ScoreHistogram() {
        this(new double[ScoreBins.COUNT]);
    }

    private ScoreHistogram(double[] weights) {
        this.weights = weights;
    }

    /**
     * Restores a histogram.
     *
     * @param weights what {@link #weights} returned
     * @throws IllegalArgumentException if the number of weights is wrong, or a weight is negative or not finite
     */
    public static ScoreHistogram of(double[] weights) {
        if (weights.length != ScoreBins.COUNT
                || !Arrays.stream(weights).allMatch(weight -> weight >= 0 && Double.isFinite(weight))) {
            throw new IllegalArgumentException("a histogram has " + ScoreBins.COUNT + " weights");
        }
        return new ScoreHistogram(weights.clone());
    }

    /** The weights of the bins, lowest score first, for storage or transfer. They have a meaning only to this class. */
    public synchronized double[] weights() {
        return weights.clone();
    }

    /**
     * Counts a login.
     *
     * @param score in nats; NaN is ignored
     */
    public synchronized void add(double score, Instant time) {
        if (!Double.isNaN(score)) {
            weights[ScoreBins.of(score)] += DECAY.weight(time);
        }
    }

    /** Adds the histogram of another node. The result equals that of a single node that saw all logins. Neither operand is changed. */
    public ScoreHistogram plus(ScoreHistogram other) {
        double[] sum = weights();
        double[] more = other.weights();
        Arrays.setAll(sum, bin -> sum[bin] + more[bin]);
        return new ScoreHistogram(sum);
    }

    /** The decayed number of logins as of this time. */
    public synchronized double total(Instant time) {
        return ScoreBins.sum(weights) / DECAY.weight(time);
    }

    /**
     * The score that a share of the logins exceeds, accurate to the width of a bin.
     *
     * @param share from 0 to 1
     * @param time the reference time; it does not affect shares, which decay alike
     * @return from {@link #LOWEST} to {@link #HIGHEST}; the lowest, which challenges every user, if nothing was counted
     */
    public double threshold(double share, Instant time) {
        return threshold(share, 0, time);
    }

    /**
     * The same if besides the counted logins there were others with the lowest score.
     *
     * @param others how many, at least 0
     */
    public synchronized double threshold(double share, double others, Instant time) {
        double weightOfOthers = others * DECAY.weight(time);
        return ScoreBins.threshold(weights, share * (ScoreBins.sum(weights) + weightOfOthers));
    }

    /** The share of logins whose score is above a threshold, from 0 to 1, accurate to one bin; 0 if nothing was counted. */
    public synchronized double shareAbove(double threshold, Instant time) {
        double total = total(time);
        return total == 0 ? 0 : Math.min(1, ScoreBins.above(weights, threshold) / DECAY.weight(time) / total);
    }
}
