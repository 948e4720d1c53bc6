package dev.gatehouse.bench.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The goals of the model on a small log, which is the same each time; {@code bench/lab evaluate} holds them against more. */
class SmallEvaluationTest {

    /** What it costs depends on the machine and on what else that does: it is printed, and for {@code bench/lab evaluate} to judge. */
    private static final String COST = "G6";

    @Test
    void theModelReachesItsGoals() {
        Evaluation evaluation = new Evaluation(Evaluation.Size.small(), step -> { });
        evaluation.run();
        Goals goals = Judgement.of(evaluation);
        MarkdownReport.of(goals).forEach(System.out::println);
        List<String> names = goals.goals().stream().map(Goals.Goal::name).distinct().toList();
        assertThat(names).containsExactly("G1", "G2", "G3", "G4", "G5", "G6", "G7");
        assertThat(goals.goals().stream().filter(goal -> !goal.reached() && !goal.name().equals(COST))).isEmpty();
    }
}
