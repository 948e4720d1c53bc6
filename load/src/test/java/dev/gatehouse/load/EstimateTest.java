package dev.gatehouse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EstimateTest {

    @Test
    void aRatioIsTheGeometricMeanOfTheRounds() {
        Estimate ratio = Estimate.ratio(
                        outcome(new double[] {10, 20, 40}, new double[] {20, 40, 80}), Round.Result::keycloakMillis)
                .orElseThrow();

        assertThat(ratio.mean()).isEqualTo(2, within(1e-9));
        assertThat(ratio.low()).as("every round agrees").isEqualTo(2, within(1e-9));
        assertThat(ratio.high()).isEqualTo(2, within(1e-9));
    }

    @Test
    void effectsOnBothSidesOfARoundDoNotWidenTheInterval() {
        Estimate steady = Estimate.ratio(
                        outcome(new double[] {10, 10, 10, 10}, new double[] {10, 11, 10, 11}),
                        Round.Result::keycloakMillis)
                .orElseThrow();
        Estimate noisy = Estimate.ratio(
                        outcome(new double[] {10, 50, 20, 90}, new double[] {10, 55, 20, 99}),
                        Round.Result::keycloakMillis)
                .orElseThrow();

        assertThat(noisy.high() - noisy.low()).isEqualTo(steady.high() - steady.low(), within(1e-9));
    }

    @Test
    void theIntervalIsByStudentsT() {
        // Differences 1, 2, 3: mean 2, standard error 0.5774, t(0.975, 2) = 4.3027.
        Estimate difference = Estimate.difference(
                outcome(new double[] {10, 10, 10}, new double[] {11, 12, 13}), Round.Result::keycloakMillis);

        assertThat(difference.mean()).isEqualTo(2, within(1e-9));
        assertThat(difference.low()).isEqualTo(2 - 2.4842, within(1e-3));
        assertThat(difference.high()).isEqualTo(2 + 2.4842, within(1e-3));
    }

    @Test
    void valuesTooSmallForTheClockHaveNoRatio() {
        assertThat(Estimate.ratio(outcome(new double[] {10, 0}, new double[] {10, 10}), Round.Result::keycloakMillis))
                .isEmpty();
        assertThat(Estimate.text(
                        Estimate.ratio(
                                outcome(new double[] {10, 10}, new double[] {10, 0}), Round.Result::keycloakMillis),
                        3))
                .isEqualTo("too little to measure");
    }

    @Test
    void aDifferenceIsClearestWithASmallBaseline() {
        // 1 ms more, which is 2 % of 50 ms.
        Estimate added = Estimate.added(
                outcome(new double[] {10, 20, 30}, new double[] {11, 21, 31}),
                outcome(new double[] {40, 60}, new double[] {90, 90}),
                Round.Result::bothMillis);

        assertThat(added.mean()).isEqualTo(1.02, within(1e-9));
        assertThat(added.high()).isEqualTo(1.02, within(1e-9));
    }

    @Test
    void theRoundsOfAStartAreCombined() {
        Round.Result sum = Round.Result.sum(List.of(result(1, 10, 5), result(3, 20, 7)));

        assertThat(sum.logins()).isEqualTo(4);
        assertThat(sum.keycloakMillis()).as("by login, not by round").isEqualTo(30 / 4.0, within(1e-9));
        assertThat(sum.millis().get(Step.LOGIN)).containsExactly(5, 7);
    }

    private static Round.Result result(int logins, double processorMillis, double millis) {
        Map<Step, double[]> steps = new EnumMap<>(Step.class);
        for (Step step : Step.values()) {
            steps.put(step, new double[] {millis});
        }
        return new Round.Result(logins, 0, List.of(), 1, new Meter.Usage(processorMillis / 1000, 0, 0), steps);
    }

    @Test
    void aGoalIsMetOrMissedOnlyByTheWholeInterval() {
        assertThat(new Estimate(1.01, 1.00, 1.02, 5).against(1.03)).isEqualTo("met");
        assertThat(new Estimate(1.01, 0.95, 1.07, 5).against(1.03)).isEqualTo("met on average, not surely");
        assertThat(new Estimate(1.05, 0.95, 1.15, 5).against(1.03)).isEqualTo("missed on average, not surely");
        assertThat(new Estimate(1.05, 1.04, 1.06, 5).against(1.03)).isEqualTo("missed");
    }

    /** Rounds of one login each, with the given CPU milliseconds. */
    private static Duel.Outcome outcome(double[] first, double[] second) {
        return new Duel.Outcome("", side(first), side(second), "rounds", List.of());
    }

    private static Duel.Side side(double[] millis) {
        List<Round.Result> rounds = new ArrayList<>();
        for (double value : millis) {
            rounds.add(new Round.Result(1, 0, List.of(), 1, new Meter.Usage(value / 1000, 0, 0), Map.of()));
        }
        return new Duel.Side("", rounds);
    }
}
