package dev.gatehouse.bench.lab.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** One figure, measured once per seed. */
final class Sample {

    private static final double CONFIDENCE = 0.95;

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        if (!Double.isNaN(value)) {
            values.add(value);
        }
    }

    /** Whether it was never measured. */
    boolean isEmpty() {
        return values.isEmpty();
    }

    /** The mean; NaN without values. */
    double mean() {
        return statistics().getMean();
    }

    /** Half the width of the 95 % confidence interval of the mean, by Student's t-distribution; NaN for fewer than two values. */
    double halfWidth() {
        int n = values.size();
        if (n < 2) {
            return Double.NaN;
        }
        return new TDistribution(n - 1).inverseCumulativeProbability((1 + CONFIDENCE) / 2)
                * statistics().getStandardDeviation()
                / Math.sqrt(n);
    }

    /** The mean as a percentage with its interval, such as {@code 3.2 ± 0.4 %}. */
    String percent() {
        return values.isEmpty() ? "–" : number(100) + " %";
    }

    /** The mean as a number with its interval. */
    String number() {
        return values.isEmpty() ? "–" : number(1);
    }

    private String number(double times) {
        String mean = String.format(Locale.ROOT, "%.1f", times * mean());
        return values.size() < 2 ? mean : mean + String.format(Locale.ROOT, " ± %.1f", times * halfWidth());
    }

    private SummaryStatistics statistics() {
        SummaryStatistics statistics = new SummaryStatistics();
        values.forEach(statistics::addValue);
        return statistics;
    }
}
