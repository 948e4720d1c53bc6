package dev.gatehouse.load;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A mean with its 95 % confidence interval, by Student's t over rounds.
 *
 * @param mean the mean
 * @param low where the interval begins
 * @param high where it ends
 * @param count of how many rounds
 */
record Estimate(double mean, double low, double high, long count) {

    private static final double ONE_SIDE = 0.975;

    /** The ratio of the second side to the first: the geometric mean of the rounds' ratios. */
    static Estimate ratio(Duel.Outcome outcome, ToDoubleFunction<Round.Result> figure) {
        SummaryStatistics logarithms = new SummaryStatistics();
        for (int round = 0; round < outcome.first().rounds().size(); round++) {
            logarithms.addValue(Math.log(figure.applyAsDouble(outcome.second().rounds().get(round)) / figure.applyAsDouble(outcome.first().rounds().get(round))));
        }
        Estimate estimate = of(logarithms);
        return new Estimate(Math.exp(estimate.mean), Math.exp(estimate.low), Math.exp(estimate.high), estimate.count);
    }

    /** What the second side takes more than the first: the mean of the rounds' differences. */
    static Estimate difference(Duel.Outcome outcome, ToDoubleFunction<Round.Result> figure) {
        SummaryStatistics differences = new SummaryStatistics();
        for (int round = 0; round < outcome.first().rounds().size(); round++) {
            differences.addValue(figure.applyAsDouble(outcome.second().rounds().get(round)) - figure.applyAsDouble(outcome.first().rounds().get(round)));
        }
        return of(differences);
    }

    /** The mean of two values at least. */
    static Estimate of(SummaryStatistics values) {
        double margin = new TDistribution(values.getN() - 1).inverseCumulativeProbability(ONE_SIDE) * values.getStandardDeviation() / Math.sqrt(values.getN());
        return new Estimate(values.getMean(), values.getMean() - margin, values.getMean() + margin, values.getN());
    }

    /** For example {@code 1.02 (1.00 to 1.04)}. */
    String text(int digits) {
        String number = "%." + digits + "f";
        return String.format(Locale.ROOT, number + " (" + number + " to " + number + ")", mean, low, high);
    }

    /** Whether a goal is met: only if all of the interval is within it; missed only if none of it is. */
    String against(double goal) {
        if (high <= goal) {
            return "met";
        }
        return low > goal ? "missed" : mean <= goal ? "met on average, not surely" : "missed on average, not surely";
    }
}
