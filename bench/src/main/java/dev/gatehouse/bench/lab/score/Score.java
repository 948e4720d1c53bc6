package dev.gatehouse.bench.lab.score;

import dev.gatehouse.risk.model.RiskContribution;
import java.util.List;

/**
 * The score of a login.
 *
 * @param value the score, not NaN; only its order is comparable between scorers
 * @param reasons the contributions, if the scorer provides them; they sum to the score
 */
public record Score(double value, List<RiskContribution> reasons) {

    public Score {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("a score must be a number");
        }
        reasons = List.copyOf(reasons);
    }

    /** A score without contributions. */
    static Score of(double value) {
        return new Score(value, List.of());
    }
}
