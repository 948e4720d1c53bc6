package dev.gatehouse.risk.model;

import static dev.gatehouse.risk.model.Logins.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ScoreHistogramTest {

    private final ScoreHistogram histogram = new ScoreHistogram();

    @Test
    void theThresholdIsExceededByTheRequestedShare() {
        for (int number = 0; number < 1000; number++) {
            histogram.add(-10 + number / 50.0, START);
        }
        assertThat(histogram.threshold(0.05, START)).isCloseTo(9, within(ScoreHistogram.BIN));
        assertThat(histogram.threshold(0.5, START)).isCloseTo(0, within(ScoreHistogram.BIN));
        assertThat(histogram.shareAbove(9, START)).isCloseTo(0.05, within(0.013));
        assertThat(histogram.total(START)).isCloseTo(1000, within(1e-6));
    }

    @Property(tries = 300)
    void aThresholdIsAccurateToTheWidthOfABin(
            @ForAll @Size(min = 1, max = 300) List<@DoubleRange(min = -24, max = 24) Double> scores,
            @ForAll @DoubleRange(min = 0, max = 1) double share) {
        ScoreHistogram some = new ScoreHistogram();
        scores.forEach(score -> some.add(score, START));
        double threshold = some.threshold(share, START);
        double surelyAbove = scores.stream()
                        .filter(score -> score > threshold + ScoreHistogram.BIN)
                        .count()
                / (double) scores.size();
        double perhapsAbove = scores.stream()
                        .filter(score -> score > threshold - ScoreHistogram.BIN)
                        .count()
                / (double) scores.size();
        assertThat(surelyAbove).isLessThanOrEqualTo(share + 1e-9);
        assertThat(perhapsAbove).isGreaterThanOrEqualTo(share - 1e-9);
        assertThat(some.shareAbove(threshold, START)).isCloseTo(share, within(1e-6));
    }

    @Property(tries = 200)
    void theSumOfTwoNodesEqualsTheHistogramOfOne(
            @ForAll @Size(max = 100) List<Double> here, @ForAll @Size(max = 100) List<Double> there) {
        ScoreHistogram one = new ScoreHistogram();
        ScoreHistogram first = new ScoreHistogram();
        ScoreHistogram second = new ScoreHistogram();
        Instant later = START.plus(Duration.ofDays(3));
        here.forEach(score -> one.add(score, START));
        there.forEach(score -> one.add(score, later));
        here.forEach(score -> first.add(score, START));
        there.forEach(score -> second.add(score, later));
        assertThat(first.plus(second).weights()).containsExactly(one.weights(), within(1e-6));
        assertThat(ScoreHistogram.of(second.plus(first).weights()).total(later))
                .isCloseTo(one.total(later), within(1e-6));
    }

    @Test
    void scoresCountHalfAfterThirtyDays() {
        histogram.add(5, START.minus(Duration.ofDays(30)));
        histogram.add(5, START.minus(Duration.ofDays(30)));
        histogram.add(-5, START);
        assertThat(histogram.total(START)).isCloseTo(2, within(1e-9));
        assertThat(histogram.shareAbove(0, START)).isCloseTo(0.5, within(1e-9));
        assertThat(histogram.total(START.plus(Duration.ofDays(30)))).isCloseTo(1, within(1e-9));
        assertThat(histogram.shareAbove(0, START.plus(Duration.ofDays(30)))).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void twentyYearsOfDatesAndTimesOutOfOrderAreCounted() {
        Instant farOn = START.plus(Duration.ofDays(20 * 365));
        histogram.add(5, farOn);
        histogram.add(-5, farOn.minus(Duration.ofDays(30)));
        histogram.add(-5, START.minus(Duration.ofDays(20 * 365)));
        assertThat(histogram.total(farOn)).isCloseTo(1.5, within(1e-9));
        assertThat(histogram.shareAbove(0, farOn)).isCloseTo(2 / 3.0, within(1e-9));
    }

    @Test
    void scoresBeyondTheEndsCountAtTheEnds() {
        for (double score : new double[] {-1e9, Double.NEGATIVE_INFINITY, -26}) {
            histogram.add(score, START);
        }
        for (double score : new double[] {1e9, Double.POSITIVE_INFINITY, 26}) {
            histogram.add(score, START);
        }
        histogram.add(Double.NaN, START);
        assertThat(histogram.total(START)).isCloseTo(6, within(1e-9));
        assertThat(histogram.threshold(0.6, START))
                .isBetween(ScoreHistogram.LOWEST, ScoreHistogram.LOWEST + ScoreHistogram.BIN);
        assertThat(histogram.threshold(0.4, START))
                .isBetween(ScoreHistogram.HIGHEST - ScoreHistogram.BIN, ScoreHistogram.HIGHEST);
        assertThat(histogram.threshold(0, START)).isEqualTo(ScoreHistogram.HIGHEST);
    }

    @Test
    void withoutDataEveryLoginIsAboveTheThreshold() {
        assertThat(histogram.threshold(0.05, START)).isEqualTo(ScoreHistogram.LOWEST);
        assertThat(histogram.shareAbove(0, START)).isZero();
    }

    @Test
    void invalidWeightsAreRejected() {
        for (double[] wrong :
                new double[][] {{}, new double[199], withOne(-1), withOne(Double.NaN), withOne(Double.POSITIVE_INFINITY)
                }) {
            assertThatThrownBy(() -> ScoreHistogram.of(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static double[] withOne(double weight) {
        double[] weights = new double[200];
        weights[100] = weight;
        return weights;
    }
}
