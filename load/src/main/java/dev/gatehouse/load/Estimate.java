package dev.gatehouse.load;

import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A mean with its 95 % confidence interval, by Student's t over starts or rounds.
 *
 * @param mean the mean
 * @param low where the interval begins
 * @param high where it ends
 * @param count of how many starts or rounds
 */
record Estimate(double mean, double low, double high, long count) {

    private static final double ONE_SIDE = 0.975;

    /** The ratio of the second side to the first: the geometric mean of the results' ratios. Empty where the clock saw nothing of one of them. */
    static Optional<Estimate> ratio(Duel.Outcome outcome, ToDoubleFunction<Round.Result> figure) {
        if (Stream.of(outcome.first(), outcome.second()).flatMap(side -> side.results().stream()).mapToDouble(figure).anyMatch(value -> value <= 0)) {
            return Optional.empty();
        }
        SummaryStatistics logarithms = new SummaryStatistics();
        for (int at = 0; at < outcome.first().results().size(); at++) {
            logarithms.addValue(Math.log(figure.applyAsDouble(outcome.second().results().get(at)) / figure.applyAsDouble(outcome.first().results().get(at))));
        }
        Estimate estimate = of(logarithms);
        return Optional.of(new Estimate(Math.exp(estimate.mean), Math.exp(estimate.low), Math.exp(estimate.high), estimate.count));
    }

    /** What the second side takes more than the first: the mean of the results' differences. */
    static Estimate difference(Duel.Outcome outcome, ToDoubleFunction<Round.Result> figure) {
        SummaryStatistics differences = new SummaryStatistics();
        for (int at = 0; at < outcome.first().results().size(); at++) {
            differences.addValue(figure.applyAsDouble(outcome.second().results().get(at)) - figure.applyAsDouble(outcome.first().results().get(at)));
        }
        return of(differences);
    }

    /**
     * The ratio that one measurement's difference would be in another, where both sides do the same besides.
     *
     * @param measured where the difference is seen best
     * @param base where the first side says what there is besides
     * @param figure what is compared
     */
    static Estimate added(Duel.Outcome measured, Duel.Outcome base, ToDoubleFunction<Round.Result> figure) {
        double besides = base.first().results().stream().mapToDouble(figure).average().orElseThrow();
        Estimate difference = difference(measured, figure);
        return new Estimate(1 + difference.mean / besides, 1 + difference.low / besides, 1 + difference.high / besides, difference.count);
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

    /** The same of what could perhaps not be measured. */
    static String text(Optional<Estimate> estimate, int digits) {
        return estimate.map(there -> there.text(digits)).orElse("too little to measure");
    }

    /** Whether a goal is met: only if all of the interval is within it; missed only if none of it is. */
    String against(double goal) {
        if (high <= goal) {
            return "met";
        }
        return low > goal ? "missed" : mean <= goal ? "met on average, not surely" : "missed on average, not surely";
    }
}
