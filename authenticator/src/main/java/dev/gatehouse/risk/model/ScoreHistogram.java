package dev.gatehouse.risk.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * How scores of logins are spread, to find the threshold that a given share of them exceeds. Weights halve every 30 days by forward
 * decay, so that the histograms of several nodes add up. Safe for use by several threads.
 */
public final class ScoreHistogram {

    /** The lowest score that is told from lower ones. */
    public static final double LOWEST = -25;

    /** The highest score that is told from higher ones. */
    public static final double HIGHEST = 25;

    /** How wide a bin is, in nats. */
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
     * A histogram of what was kept.
     *
     * @param weights what {@link #weights} returned
     * @throws IllegalArgumentException if it is something else
     */
    public static ScoreHistogram of(double[] weights) {
        if (weights.length != BINS || !Arrays.stream(weights).allMatch(weight -> weight >= 0 && Double.isFinite(weight))) {
            throw new IllegalArgumentException("a histogram has " + BINS + " weights");
        }
        return new ScoreHistogram(weights.clone());
    }

    /** The weights of the bins, from the lowest score on, to be kept or sent. They mean something only to this class. */
    public synchronized double[] weights() {
        return weights.clone();
    }

    /**
     * Counts a login.
     *
     * @param score in nats; not a number is ignored
     */
    public synchronized void add(double score, Instant time) {
        if (!Double.isNaN(score)) {
            weights[bin(score)] += DECAY.weight(time);
        }
    }

    /** The histograms of two nodes together, as one node would have it that saw all logins. Neither is changed. */
    public ScoreHistogram plus(ScoreHistogram other) {
        double[] sum = weights();
        double[] more = other.weights();
        Arrays.setAll(sum, bin -> sum[bin] + more[bin]);
        return new ScoreHistogram(sum);
    }

    /** The decayed number of logins as of this time. */
    public synchronized double total(Instant time) {
        return Arrays.stream(weights).sum() / DECAY.weight(time);
    }

    /**
     * The score that a share of the logins exceed, exact to the width of a bin.
     *
     * @param share from 0 to 1
     * @param time as of when; it makes no difference to shares, which decay alike
     * @return from {@link #LOWEST} to {@link #HIGHEST}; the lowest, which asks everybody, if nothing was counted
     */
    public synchronized double threshold(double share, Instant time) {
        double wanted = share * total(time);
        double above = 0;
        for (int bin = BINS - 1; bin >= 0; bin--) {
            double inBin = weights[bin] / DECAY.weight(time);
            if (inBin > 0 && above + inBin >= wanted) {
                return lowEnd(bin) + BIN * (1 - (wanted - above) / inBin);
            }
            above += inBin;
        }
        return LOWEST;
    }

    /** The share of logins whose score is above a threshold, from 0 to 1, exact to what one bin holds; 0 if nothing was counted. */
    public synchronized double shareAbove(double threshold, Instant time) {
        double total = total(time);
        if (total == 0) {
            return 0;
        }
        int cut = bin(threshold);
        double above = 0;
        for (int bin = cut + 1; bin < BINS; bin++) {
            above += weights[bin] / DECAY.weight(time);
        }
        double partOfCut = Math.max(0, Math.min(1, (lowEnd(cut) + BIN - threshold) / BIN));
        return Math.min(1, (above + partOfCut * weights[cut] / DECAY.weight(time)) / total);
    }

    private static int bin(double score) {
        return (int) Math.max(0, Math.min(BINS - 1, Math.floor((score - LOWEST) / BIN)));
    }

    private static double lowEnd(int bin) {
        return LOWEST + bin * BIN;
    }
}
