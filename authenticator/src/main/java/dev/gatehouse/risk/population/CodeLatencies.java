package dev.gatehouse.risk.population;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How long it took from the first email with a code until the code was accepted. Immutable.
 *
 * @param buckets the numbers of codes by the bucket of their time; each counts in one bucket only
 * @param totalSeconds the sum of all times, in seconds
 */
public record CodeLatencies(Map<Bucket, Double> buckets, double totalSeconds) {

    /** No codes. */
    public static final CodeLatencies NONE = new CodeLatencies(Map.of(), 0);

    /** A range of times that begins where the one before it ends. */
    public enum Bucket {
        UP_TO_10(10),
        UP_TO_30(30),
        UP_TO_60(60),
        UP_TO_120(120),
        UP_TO_300(300),
        UP_TO_600(600),
        MORE(Double.POSITIVE_INFINITY);

        private final double most;

        Bucket(double most) {
            this.most = most;
        }

        /** The longest time in seconds that lies in it; infinite for {@link #MORE}. */
        public double mostSeconds() {
            return most;
        }

        private static Bucket of(double seconds) {
            return Arrays.stream(values())
                    .filter(bucket -> seconds <= bucket.most)
                    .findFirst()
                    .orElse(MORE);
        }
    }

    public CodeLatencies {
        EnumMap<Bucket, Double> copy = new EnumMap<>(Bucket.class);
        copy.putAll(buckets);
        buckets = Collections.unmodifiableMap(copy);
    }

    /** The time of one code. Below zero, as the clocks of two nodes may have it, it counts as zero. */
    static CodeLatencies of(Duration time) {
        double seconds = Math.max(0, time.toMillis() / 1000.0);
        return new CodeLatencies(Map.of(Bucket.of(seconds), 1.0), seconds);
    }

    /** The codes of both, of two nodes or two days. */
    public CodeLatencies plus(CodeLatencies other) {
        Map<Bucket, Double> sum = new EnumMap<>(Bucket.class);
        sum.putAll(buckets);
        other.buckets.forEach((bucket, codes) -> sum.merge(bucket, codes, Double::sum));
        return new CodeLatencies(sum, totalSeconds + other.totalSeconds);
    }

    /** The number of codes. */
    public double total() {
        return buckets.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The mean time in seconds; empty if there were no codes. */
    public Optional<Double> meanSeconds() {
        double codes = total();
        return codes > 0 ? Optional.of(totalSeconds / codes) : Optional.empty();
    }
}
