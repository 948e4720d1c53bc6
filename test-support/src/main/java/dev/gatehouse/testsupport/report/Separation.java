package dev.gatehouse.testsupport.report;

import java.util.Arrays;

/**
 * How well single measurements of two kinds can be distinguished.
 *
 * @param auc how often one of the first kind is greater than one of the second, ties counted half: 0.5 if they cannot be distinguished, 0
 *     or 1 if they always can
 * @param z how many standard deviations Mann and Whitney's U is away from what equal kinds would give, by the normal approximation
 */
public record Separation(double auc, double z) {

    /** The quantile of the normal distribution, two-sided, for p = 0.001. */
    private static final double RARE = 3.2905;

    /**
     * Compares two samples.
     *
     * @param first at least 20 values, for the approximation
     * @param second at least 20 values
     */
    public static Separation of(double[] first, double[] second) {
        double[] sorted = second.clone();
        Arrays.sort(sorted);
        double wins = Arrays.stream(first)
                .map(value -> (below(sorted, value, false) + below(sorted, value, true)) / 2.0)
                .sum();
        double pairs = (double) first.length * second.length;
        double deviation = Math.sqrt(pairs * (first.length + second.length + 1) / 12);
        return new Separation(wins / pairs, (wins - pairs / 2) / deviation);
    }

    private static int below(double[] sorted, double value, boolean orEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) / 2;
            if (sorted[middle] < value || orEqual && sorted[middle] == value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether equal kinds would show such a difference in fewer than one of a thousand comparisons. */
    public boolean isRare() {
        return Math.abs(z) > RARE;
    }

    /** Whether the area differs from one half by more than this. */
    public boolean isBeyond(double distance) {
        return Math.abs(auc - 0.5) > distance;
    }
}
