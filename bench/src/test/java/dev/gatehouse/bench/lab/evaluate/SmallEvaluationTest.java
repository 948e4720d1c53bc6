package dev.gatehouse.bench.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The goals of the model on a small, deterministic log; {@code bench/lab evaluate} checks them on larger ones. */
class SmallEvaluationTest {

    /** The cost depends on the machine and its load, so it is only printed here and checked by {@code bench/lab evaluate}. */
    private static final String COST = "G6";

    @Test
    void theModelReachesItsGoals() {
        Evaluation evaluation = new Evaluation(Evaluation.Size.small(), step -> {});
        evaluation.run();
        Goals goals = GoalCheck.of(evaluation);
        MarkdownReport.of(goals).forEach(System.out::println);
        List<String> names =
                goals.goals().stream().map(Goals.Goal::name).distinct().toList();
        assertThat(names).containsExactly("G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8");
        assertThat(goals.goals().stream()
                        .filter(goal -> !goal.reached() && !goal.name().equals(COST)))
                .isEmpty();
    }
}
