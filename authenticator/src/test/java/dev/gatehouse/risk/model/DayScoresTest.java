package dev.gatehouse.risk.model;

import static dev.gatehouse.risk.model.Logins.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DayScoresTest {

    private static final double SMALL = 1e-6;

    @Property(tries = 300)
    void agreesWithTheHistogramThatDecays(
            @ForAll @Size(min = 1, max = 300) List<@DoubleRange(min = -30, max = 30) Double> scores,
            @ForAll @DoubleRange(min = 0.01, max = 1) double share,
            @ForAll @DoubleRange(min = -30, max = 30) double threshold) {
        ScoreHistogram histogram = new ScoreHistogram();
        scores.forEach(score -> histogram.add(score, START));
        DayScores day = day(scores);
        assertThat(day.total()).isEqualTo(scores.size());
        assertThat(day.above(threshold) / day.total()).isCloseTo(histogram.shareAbove(threshold, START), within(SMALL));
        assertThat(histogram.shareAbove(day.threshold(share), START)).isCloseTo(share, within(SMALL));
        assertThat(day.above(day.threshold(share))).isCloseTo(share * scores.size(), within(SMALL));
    }

    @Property(tries = 300)
    void theNumberAboveAThresholdIsAccurateToTheLoginsOfABin(
            @ForAll @Size(max = 300) List<@DoubleRange(min = -24, max = 24) Double> scores,
            @ForAll @DoubleRange(min = -24, max = 24) double threshold) {
        double above = day(scores).above(threshold);
        assertThat(above)
                .isBetween(
                        number(scores, threshold + ScoreHistogram.BIN) - SMALL,
                        number(scores, threshold - ScoreHistogram.BIN) + SMALL);
    }

    @Property(tries = 200)
    void theSumOfTwoIsThatOfAllTheirLogins(
            @ForAll @Size(max = 100) List<Double> here,
            @ForAll @Size(max = 100) List<Double> there,
            @ForAll @Size(max = 100) List<Double> elsewhere) {
        DayScores sum = day(here).plus(day(there)).plus(day(elsewhere));
        assertThat(sum).isEqualTo(day(elsewhere).plus(day(there).plus(day(here))));
        assertThat(sum.total()).isEqualTo(here.size() + there.size() + elsewhere.size());
        assertThat(sum.plus(DayScores.NONE)).isEqualTo(sum).hasSameHashCodeAs(sum);
        assertThat(DayScores.of(sum.bins())).isEqualTo(sum);
    }

    @Property(tries = 200)
    void hasNoMoreBinsThanScoresAndNoEmptyOnes(@ForAll @Size(max = 500) List<Double> scores) {
        assertThat(day(scores).bins()).hasSizeLessThanOrEqualTo(Math.min(DayScores.BINS, scores.size()));
        assertThat(day(scores).bins().values()).allMatch(logins -> logins > 0);
    }

    @Test
    void withoutLoginsEveryLoginIsAboveTheThreshold() {
        assertThat(DayScores.NONE.threshold(0.05)).isEqualTo(ScoreHistogram.LOWEST);
        assertThat(DayScores.NONE.above(0)).isZero();
        assertThat(DayScores.NONE.bins()).isEmpty();
    }

    @Test
    void infiniteThresholdsAreBeyondAllLogins() {
        DayScores day = day(List.of(-30.0, 0.0, 30.0));
        assertThat(day.above(Double.POSITIVE_INFINITY)).isZero();
        assertThat(day.above(Double.NEGATIVE_INFINITY)).isEqualTo(3);
    }

    @Test
    void whatIsNoScoreHasNoBin() {
        assertThat(DayScores.bin(Double.NaN)).isEmpty();
        assertThat(DayScores.bin(Double.POSITIVE_INFINITY)).hasValue(DayScores.BINS - 1);
        assertThat(DayScores.bin(Double.NEGATIVE_INFINITY)).hasValue(0);
    }

    @Test
    void invalidBinsAreRejected() {
        for (Map<Integer, Double> wrong : List.of(
                Map.of(-1, 1.0),
                Map.of(DayScores.BINS, 1.0),
                Map.of(0, -1.0),
                Map.of(0, Double.NaN),
                Map.of(0, Double.POSITIVE_INFINITY))) {
            assertThatThrownBy(() -> DayScores.of(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static DayScores day(List<Double> scores) {
        Map<Integer, Double> bins = new HashMap<>();
        scores.forEach(score -> DayScores.bin(score).ifPresent(bin -> bins.merge(bin, 1.0, Double::sum)));
        return DayScores.of(bins);
    }

    private static long number(List<Double> scores, double above) {
        return scores.stream().filter(score -> score > above).count();
    }
}
