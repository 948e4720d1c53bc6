package dev.gatehouse.risk.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often a user was seen with each of a few values. Immutable and bounded: the least weighty value makes room for a new one.
 *
 * <p>Weights halve every {@link #HALF_LIFE}; a value not seen for {@link #FORGOTTEN_AFTER} is dropped; a value seen once
 * counts half until it is seen again, so that a single intruder does not become a habit.
 *
 * @param seen the values and what is known of each
 */
public record DecayingCounter(Map<String, Observation> seen) {

    /** After this time a sighting counts half. */
    public static final Duration HALF_LIFE = Duration.ofDays(90);

    /** After this time without a new sighting a value is forgotten. */
    public static final Duration FORGOTTEN_AFTER = Duration.ofDays(180);

    /** A tally without values. */
    public static final DecayingCounter EMPTY = new DecayingCounter(Map.of());

    /**
     * What is known of one value.
     *
     * @param weight decayed number of sightings as of {@code last}, above 0
     * @param confirmed whether it was seen more than once
     * @param last when it was last seen
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

    /** What a weight of the time {@code last} is worth now; as much as then if now is earlier. */
    static double decayed(double weight, Instant last, Instant now) {
        // The same as Duration.between, which throws and catches an exception for times that are centuries apart.
        Duration age = Duration.ofSeconds(now.getEpochSecond() - last.getEpochSecond(), now.getNano() - last.getNano());
        if (age.compareTo(FORGOTTEN_AFTER) > 0) {
            return 0;
        }
        return age.isNegative() ? weight : weight * Math.pow(2, -((double) age.toSeconds() / HALF_LIFE.toSeconds()));
    }

    /** The decayed weight of a value, 0 if it was never seen or is forgotten. */
    public double weight(String value, Instant now) {
        Observation sighting = seen.get(value);
        return sighting == null ? 0 : sighting.weightAt(now);
    }

    /**
     * This tally with one more sighting.
     *
     * @param capacity how many values are kept at most, at least 1
     */
    public DecayingCounter plus(String value, Instant now, int capacity) {
        Map<String, Observation> next = new LinkedHashMap<>(seen);
        next.values().removeIf(sighting -> sighting.weightAt(now) == 0);
        Observation before = next.remove(value);
        while (next.size() >= capacity) {
            next.entrySet().stream().min(weakestFirst(now)).ifPresent(weakest -> next.remove(weakest.getKey()));
        }
        next.put(value, before == null ? new Observation(1, false, now) : before.again(now));
        return new DecayingCounter(next);
    }

    /** The order is total, so that the same logins always make the same profile. */
    private static Comparator<Map.Entry<String, Observation>> weakestFirst(Instant now) {
        return Comparator.<Map.Entry<String, Observation>>comparingDouble(entry -> entry.getValue().weightAt(now))
                .thenComparing(entry -> entry.getValue().last())
                .thenComparing(Map.Entry::getKey);
    }
}
