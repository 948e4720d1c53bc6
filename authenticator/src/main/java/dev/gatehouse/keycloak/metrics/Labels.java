package dev.gatehouse.keycloak.metrics;

import io.micrometer.core.instrument.Tag;
import java.util.List;
import java.util.stream.IntStream;

/** Combines the names and values of labels. */
final class Labels {

    private Labels() {}

    static List<Tag> of(List<String> names, String... values) {
        if (names.size() != values.length) {
            throw new IllegalArgumentException("the labels " + names + " need as many values, not " + values.length);
        }
        return IntStream.range(0, values.length)
                .mapToObj(i -> Tag.of(names.get(i), values[i]))
                .toList();
    }
}
