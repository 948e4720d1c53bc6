package dev.gatehouse.load;

import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A mean with its 95 % confidence interval, by Student's t-distribution over starts or rounds.
 *
 * @param mean the mean
 * @param low the lower end of the interval
 * @param high the upper end
 * @param count the number of starts or rounds
 */
record Estimate(double mean, double low, double high, long count) {

    private static final double ONE_SIDE = 0.975;

    /**
     * The ratio of the second side to the first: the geometric mean of the results' ratios. Empty if a value was too small for the
     * clock.
     */
    static Optional<Estimate> ratio(Duel.Outcome outcome, ToDoubleFunction<Round.Result> figure) {
        if (Stream.of(outcome.first(), outcome.second())
                .flatMap(side -> side.results().stream())
                .mapToDouble(figure)
                .anyMatch(value -> value <= 0)) {
            return Optional.empty();
        }
        SummaryStatistics logarithms = new SummaryStatistics();
        for (int at = 0; at < outcome.first().results().size(); at++) {
            logarithms.addValue(
                    Math.log(figure.applyAsDouble(outcome.second().results().get(at))
                            / figure.applyAsDouble(outcome.first().results().get(at))));
        }
        Estimate estimate = of(logarithms);
        return Optional.of(
                new Estimate(Math.exp(estimate.mean), Math.exp(estimate.low), Math.exp(estimate.high), estimate.count));
    }

    /** The additional cost of the second side: the mean of the results' differences. */
    static Estimate difference(Duel.Outcome outcome, ToDoubleFunction<Round.Result> figure) {
        SummaryStatistics differences = new SummaryStatistics();
        for (int at = 0; at < outcome.first().results().size(); at++) {
            differences.addValue(figure.applyAsDouble(outcome.second().results().get(at))
                    - figure.applyAsDouble(outcome.first().results().get(at)));
        }
        return of(differences);
    }

    /**
     * The ratio that one measurement's difference would be in another, if both sides otherwise do the same.
     *
     * @param measured the measurement with the clearest difference
     * @param base the measurement whose first side is the baseline
     * @param figure the compared figure
     */
    static Estimate added(Duel.Outcome measured, Duel.Outcome base, ToDoubleFunction<Round.Result> figure) {
        double baseline =
                base.first().results().stream().mapToDouble(figure).average().orElseThrow();
        Estimate difference = difference(measured, figure);
        return new Estimate(
                1 + difference.mean / baseline,
                1 + difference.low / baseline,
                1 + difference.high / baseline,
                difference.count);
    }

    /** The mean of at least two values. */
    static Estimate of(SummaryStatistics values) {
        double margin = new TDistribution(values.getN() - 1).inverseCumulativeProbability(ONE_SIDE)
                * values.getStandardDeviation()
                / Math.sqrt(values.getN());
        return new Estimate(values.getMean(), values.getMean() - margin, values.getMean() + margin, values.getN());
    }

    /** The text, for example {@code 1.02 (1.00 to 1.04)}. */
    String text(int digits) {
        String number = "%." + digits + "f";
        return String.format(Locale.ROOT, number + " (" + number + " to " + number + ")", mean, low, high);
    }

    /** The text of an estimate that may be missing. */
    static String text(Optional<Estimate> estimate, int digits) {
        return estimate.map(present -> present.text(digits)).orElse("too little to measure");
    }

    /** Whether a goal is met: met only if the whole interval is within it, missed only if none of it is. */
    String against(double goal) {
        if (high <= goal) {
            return "met";
        }
        return low > goal ? "missed" : mean <= goal ? "met on average, not surely" : "missed on average, not surely";
    }
}
