package dev.gatehouse.bench.timing;

import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;

/**
 * A sample of response times, and whether it is distinguishable from that of an unknown address.
 *
 * @param count the size of the sample
 * @param lowerQuartile milliseconds
 * @param median milliseconds
 * @param upperQuartile milliseconds
 * @param p probability that two samples of one population differ at least as much by rank: Mann-Whitney U test, two-sided, normal
 *     approximation without correction for ties, which are rare in nanosecond times
 */
record Comparison(int count, double lowerQuartile, double median, double upperQuartile, double p) {

    private static final double NANOS_PER_MILLI = 1e6;

    /**
     * Compares two samples.
     *
     * @param times in nanoseconds; at least 20, for the approximation
     * @param unknown the sample of the unknown address, in nanoseconds
     */
    static Comparison of(double[] times, double[] unknown) {
        Percentile percentile = new Percentile();
        percentile.setData(times);
        return new Comparison(
                times.length,
                percentile.evaluate(25) / NANOS_PER_MILLI,
                percentile.evaluate(50) / NANOS_PER_MILLI,
                percentile.evaluate(75) / NANOS_PER_MILLI,
                new MannWhitneyUTest().mannWhitneyUTest(times, unknown));
    }
}
