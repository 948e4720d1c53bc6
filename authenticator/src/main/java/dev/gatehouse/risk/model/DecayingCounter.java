package dev.gatehouse.risk.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts how often a user was seen with each of a few values. Immutable and bounded: a new value replaces the one with the lowest
 * weight.
 *
 * <p>Weights halve every {@link #HALF_LIFE}. A value not seen for {@link #FORGOTTEN_AFTER} is dropped. A value seen only once
 * counts half, so that a single intrusion does not become part of the profile.
 *
 * @param seen the values and their observations
 */
public record DecayingCounter(Map<String, Observation> seen) {

    /** The time after which an observation counts half. */
    public static final Duration HALF_LIFE = Duration.ofDays(90);

    /** The time without a new observation after which a value is dropped. */
    public static final Duration FORGOTTEN_AFTER = Duration.ofDays(180);

    /** A counter without values. */
    public static final DecayingCounter EMPTY = new DecayingCounter(Map.of());

    /**
     * The observations of one value.
     *
     * @param weight decayed number of observations as of {@code last}, above 0
     * @param confirmed whether the value was seen more than once
     * @param last when the value was last seen
     */
    public record Observation(double weight, boolean confirmed, Instant last) {

        double weightAt(Instant now) {
            double decayed = decayed(weight, last, now);
            return confirmed ? decayed : decayed / 2;
        }

        private Observation again(Instant now) {
            double fullWeight = confirmed ? weightAt(now) : 2 * weightAt(now);
            return new Observation(fullWeight + 1, true, now.isAfter(last) ? now : last);
        }
    }

    public DecayingCounter {
        seen = Map.copyOf(seen);
    }

    /** Decays a weight from the time {@code last} to now. Returns the weight unchanged if now is earlier. */
    static double decayed(double weight, Instant last, Instant now) {
        // Equivalent to Duration.between, which throws and catches an exception internally for times centuries apart.
        Duration age = Duration.ofSeconds(now.getEpochSecond() - last.getEpochSecond(), now.getNano() - last.getNano());
        if (age.compareTo(FORGOTTEN_AFTER) > 0) {
            return 0;
        }
        return age.isNegative() ? weight : weight * Math.pow(2, -((double) age.toSeconds() / HALF_LIFE.toSeconds()));
    }

    /** The decayed weight of a value; 0 if it was never seen or was dropped. */
    public double weight(String value, Instant now) {
        Observation observation = seen.get(value);
        return observation == null ? 0 : observation.weightAt(now);
    }

    /**
     * Returns this counter with one more observation.
     *
     * @param capacity the maximum number of values to keep, at least 1
     */
    public DecayingCounter plus(String value, Instant now, int capacity) {
        Map<String, Observation> next = new LinkedHashMap<>(seen);
        next.values().removeIf(observation -> observation.weightAt(now) == 0);
        Observation before = next.remove(value);
        while (next.size() >= capacity) {
            next.entrySet().stream().min(weakestFirst(now)).ifPresent(weakest -> next.remove(weakest.getKey()));
        }
        next.put(value, before == null ? new Observation(1, false, now) : before.again(now));
        return new DecayingCounter(next);
    }

    /** A total order, so that the same logins always produce the same profile. */
    private static Comparator<Map.Entry<String, Observation>> weakestFirst(Instant now) {
        return Comparator.<Map.Entry<String, Observation>>comparingDouble(
                        entry -> entry.getValue().weightAt(now))
                .thenComparing(entry -> entry.getValue().last())
                .thenComparing(Map.Entry::getKey);
    }
}
