package dev.gatehouse.bench.lab.score;

import dev.gatehouse.risk.model.RiskContribution;
import java.util.List;

/**
 * What a scorer thinks of a login.
 *
 * @param value the score, not NaN; only its order matters between scorers
 * @param reasons what it is made of, if the scorer says; they sum to it
 */
public record Score(double value, List<RiskContribution> reasons) {

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
