package dev.gatehouse.bench.lab.evaluate;

import java.util.Arrays;

/** The decision threshold: logins with at least this score are challenged. */
final class Threshold {

    private Threshold() {}

    /**
     * The highest threshold that challenges at least this share of the attackers.
     *
     * @param attacks their scores, ascending, at least one
     * @param tpr the share, above 0 and at most 1
     */
    static double at(double[] attacks, double tpr) {
        // The small addend prevents rounding errors from rounding up an integer.
        int caught = (int) Math.ceil(tpr * attacks.length - 1e-9);
        return attacks[attacks.length - Math.max(1, caught)];
    }

    /** The share of these ascending scores that is challenged at a threshold; NaN without scores. */
    static double shareChallenged(double[] scores, double threshold) {
        if (scores.length == 0) {
            return Double.NaN;
        }
        int low = Arrays.binarySearch(scores, threshold);
        int first = low < 0 ? -low - 1 : low;
        while (first > 0 && scores[first - 1] == threshold) {
            first--;
        }
        return (double) (scores.length - first) / scores.length;
    }
}
