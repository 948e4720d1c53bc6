package dev.gatehouse.risk.model;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sums of weights by name. Thread-safe and bounded: if there are too many names, those with the lowest weights are dropped. */
final class WeightedCounts {

    private final Map<String, Double> weights = new ConcurrentHashMap<>();
    private final int capacity;

    WeightedCounts(int capacity) {
        this.capacity = capacity;
    }

    double of(String name) {
        return weights.getOrDefault(name, 0.0);
    }

    void add(String name, double weight) {
        weights.merge(name, weight, Double::sum);
        if (weights.size() > capacity) {
            evictLightest();
        }
    }

    void addAll(Map<String, Double> others) {
        others.forEach((name, weight) -> weights.merge(name, weight, Double::sum));
        if (weights.size() > capacity) {
            evictLightest();
        }
    }

    Map<String, Double> toMap() {
        return Map.copyOf(weights);
    }

    /** Drops a tenth at once, so that a stream of new names does not trigger a sort for each of them. */
    private synchronized void evictLightest() {
        int surplus = weights.size() - capacity + capacity / 10;
        if (weights.size() > capacity) {
            List<Map.Entry<String, Double>> lightest = toMap().entrySet().stream()
                    .sorted(Map.Entry.<String, Double>comparingByValue()
                            .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                    .limit(surplus)
                    .toList();
            lightest.forEach(entry -> weights.remove(entry.getKey()));
        }
    }
}
