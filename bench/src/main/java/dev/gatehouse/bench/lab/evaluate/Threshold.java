package dev.gatehouse.bench.lab.evaluate;

import java.util.Arrays;

/** Where to draw the line: whoever scores at least this much is asked. */
final class Threshold {

    private Threshold() {}

    /**
     * The highest threshold that asks at least this share of the attackers.
     *
     * @param attacks their scores, rising, at least one
     * @param tpr the share, above 0 and at most 1
     */
    static double at(double[] attacks, double tpr) {
        // The small addend keeps what is a whole number from being rounded up by a bit.
        int caught = (int) Math.ceil(tpr * attacks.length - 1e-9);
        return attacks[attacks.length - Math.max(1, caught)];
    }

    /** The share of these rising scores that is asked at a threshold; NaN of none. */
    static double shareAsked(double[] scores, double threshold) {
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
