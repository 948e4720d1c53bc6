package dev.gatehouse.bench.lab.score;

import dev.gatehouse.bench.lab.log.LoginRow;
import java.util.List;
import java.util.function.Function;

/**
 * A feature of Freeman's model: a hierarchy of values, the most specific first, with the weight of each level. The weights are
 * those that the authors of the RBA data set determined for it.
 */
enum FreemanFeature {
    ADDRESS(
            new Level(0.6, row -> row.origin().address()),
            new Level(0.3, row -> row.origin().asn()),
            new Level(0.1, row -> row.origin().country())),
    USER_AGENT(
            new Level(0.53867, row -> row.client().userAgent()),
            new Level(0.26805, row -> row.client().browser()),
            new Level(0.18818, row -> row.client().system()),
            new Level(0.00511, row -> row.client().deviceType()));

    /** One level: its weight in the sum, and its value in a row. */
    record Level(double weight, Function<LoginRow, String> value) {}

    private final List<Level> levels;

    FreemanFeature(Level... levels) {
        this.levels = List.of(levels);
    }

    List<Level> levels() {
        return levels;
    }
}
