package dev.gatehouse.bench.lab.score;

import java.util.List;

/**
 * What a scorer thinks of a login.
 *
 * @param value the score, not NaN; only its order matters between scorers
 * @param reasons what it is made of, if the scorer says; such as {@code country_new +4.1}
 */
public record Score(double value, List<String> reasons) {

    public Score {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("a score must be a number");
        }
        reasons = List.copyOf(reasons);
    }

    /** A score that gives no reasons. */
    static Score of(double value) {
        return new Score(value, List.of());
    }
}
