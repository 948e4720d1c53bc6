package dev.gatehouse.bench.lab.evaluate;

import java.util.Map;
import java.util.TreeMap;

/** All figures of an evaluation by name, with one value per seed. */
final class Figures {

    private final Map<String, Sample> samples = new TreeMap<>();

    void add(double value, Object... name) {
        samples.computeIfAbsent(key(name), none -> new Sample()).add(value);
    }

    /** A figure; without values if it was not measured. */
    Sample of(Object... name) {
        return samples.getOrDefault(key(name), new Sample());
    }

    private static String key(Object... name) {
        StringBuilder key = new StringBuilder();
        for (Object part : name) {
            key.append(part).append('|');
        }
        return key.toString();
    }
}
