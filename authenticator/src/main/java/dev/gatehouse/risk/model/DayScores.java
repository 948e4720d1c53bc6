package dev.gatehouse.risk.model;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The distribution of login scores over a day, or over several, in the bins of {@link ScoreHistogram}: plain numbers of logins, whose
 * weight does not decay. Immutable.
 */
public final class DayScores {

    /** No logins. */
    public static final DayScores NONE = new DayScores(new double[ScoreBins.COUNT]);

    /** The number of bins. */
    public static final int BINS = ScoreBins.COUNT;

    private final double[] logins;

    private DayScores(double[] logins) {
        this.logins = logins;
    }

    /**
     * Restores a distribution.
     *
     * @param bins what {@link #bins} returned
     * @throws IllegalArgumentException if a bin is not from 0 to {@link #BINS} - 1, or a number is negative or not finite
     */
    public static DayScores of(Map<Integer, Double> bins) {
        double[] logins = new double[BINS];
        bins.forEach((bin, number) -> {
            if (bin < 0 || bin >= BINS || !(number >= 0) || !Double.isFinite(number)) {
                throw new IllegalArgumentException("there is no bin " + bin + " with " + number + " logins");
            }
            logins[bin] = number;
        });
        return new DayScores(logins);
    }

    /**
     * The bin of a score, from 0 to {@link #BINS} - 1.
     *
     * @param score in nats
     * @return empty for NaN, which {@link ScoreHistogram} does not count either
     */
    public static OptionalInt bin(double score) {
        return Double.isNaN(score) ? OptionalInt.empty() : OptionalInt.of(ScoreBins.of(score));
    }

    /** The numbers of logins by bin, lowest score first, without empty bins, for storage. */
    public SortedMap<Integer, Double> bins() {
        SortedMap<Integer, Double> bins = new TreeMap<>();
        for (int bin = 0; bin < BINS; bin++) {
            if (logins[bin] > 0) {
                bins.put(bin, logins[bin]);
            }
        }
        return bins;
    }

    /** The logins of both, of two nodes or two days. */
    public DayScores plus(DayScores other) {
        double[] sum = logins.clone();
        Arrays.setAll(sum, bin -> sum[bin] + other.logins[bin]);
        return new DayScores(sum);
    }

    /** The number of logins. */
    public double total() {
        return ScoreBins.sum(logins);
    }

    /**
     * How many logins exceed a threshold, accurate to those of one bin.
     *
     * @param threshold in nats, not NaN
     */
    public double above(double threshold) {
        return ScoreBins.above(logins, threshold);
    }

    /**
     * The score that a share of the logins exceeds, accurate to the width of a bin.
     *
     * @param share from 0 to 1
     * @return from {@link ScoreHistogram#LOWEST} to {@link ScoreHistogram#HIGHEST}, in nats; the lowest, which challenges every user, if
     *     there were no logins
     */
    public double threshold(double share) {
        return ScoreBins.threshold(logins, share * total());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DayScores scores && Arrays.equals(logins, scores.logins);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(logins);
    }

    @Override
    public String toString() {
        return "DayScores" + bins();
    }
}
