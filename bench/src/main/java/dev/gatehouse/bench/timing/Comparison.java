package dev.gatehouse.bench.timing;

import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;

/**
 * Some times, and whether they could be those of nobody.
 *
 * @param count how many
 * @param lowerQuartile milliseconds
 * @param median milliseconds
 * @param upperQuartile milliseconds
 * @param p how likely two samples of one population differ by their ranks at least as much: Mann and Whitney's U, two-sided, by the normal
 *     approximation without correction for ties, of which times in nanoseconds have hardly any
 */
record Comparison(int count, double lowerQuartile, double median, double upperQuartile, double p) {

    private static final double NANOS_PER_MILLI = 1e6;

    /**
     * Compares.
     *
     * @param times in nanoseconds; at least 20, for the approximation
     * @param ofNobody what they are compared with
     */
    static Comparison of(double[] times, double[] ofNobody) {
        Percentile percentile = new Percentile();
        percentile.setData(times);
        return new Comparison(
                times.length,
                percentile.evaluate(25) / NANOS_PER_MILLI,
                percentile.evaluate(50) / NANOS_PER_MILLI,
                percentile.evaluate(75) / NANOS_PER_MILLI,
                new MannWhitneyUTest().mannWhitneyUTest(times, ofNobody));
    }
}
