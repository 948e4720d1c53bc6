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
    public static final double LOWEST = -25;

    /** The upper end of the histogram in nats; higher scores count in the last bin. */
    public static final double HIGHEST = 25;

    /** The width of a bin, in nats. */
    public static final double BIN = 0.25;

    private static final int BINS = (int) ((HIGHEST - LOWEST) / BIN);
    private static final ForwardDecay DECAY = new ForwardDecay(Duration.ofDays(30));

    private final double[] weights;

    /** An empty histogram. */
    public ScoreHistogram() {
        this(new double[BINS]);
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
        if (weights.length != BINS
                || !Arrays.stream(weights).allMatch(weight -> weight >= 0 && Double.isFinite(weight))) {
            throw new IllegalArgumentException("a histogram has " + BINS + " weights");
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
            weights[bin(score)] += DECAY.weight(time);
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
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        return sum / DECAY.weight(time);
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
        double wanted = share * (total(time) + others);
        double now = DECAY.weight(time);
        double above = 0;
        for (int bin = BINS - 1; bin >= 0; bin--) {
            double inBin = weights[bin] / now;
            if (inBin > 0 && above + inBin >= wanted) {
                return lowEnd(bin) + BIN * (1 - (wanted - above) / inBin);
            }
            above += inBin;
        }
        return LOWEST;
    }

    /** The share of logins whose score is above a threshold, from 0 to 1, accurate to one bin; 0 if nothing was counted. */
    public synchronized double shareAbove(double threshold, Instant time) {
        double total = total(time);
        if (total == 0) {
            return 0;
        }
        double now = DECAY.weight(time);
        int cut = bin(threshold);
        double above = 0;
        for (int bin = cut + 1; bin < BINS; bin++) {
            above += weights[bin] / now;
        }
        double partOfCut = Math.max(0, Math.min(1, (lowEnd(cut) + BIN - threshold) / BIN));
        return Math.min(1, (above + partOfCut * weights[cut] / now) / total);
    }

    private static int bin(double score) {
        return (int) Math.max(0, Math.min(BINS - 1, Math.floor((score - LOWEST) / BIN)));
    }

    private static double lowEnd(int bin) {
        return LOWEST + bin * BIN;
    }
}
