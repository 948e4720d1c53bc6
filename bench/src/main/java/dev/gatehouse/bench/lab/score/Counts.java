package dev.gatehouse.bench.lab.score;

import java.util.HashMap;
import java.util.Map;

/** How often each value was seen. */
final class Counts {

    private final Map<String, Integer> seen = new HashMap<>(4);
    private int total;

    void add(String value) {
        seen.merge(value, 1, Integer::sum);
        total++;
    }

    int of(String value) {
        return seen.getOrDefault(value, 0);
    }

    int total() {
        return total;
    }

    int distinct() {
        return seen.size();
    }
}
