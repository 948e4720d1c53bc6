package dev.gatehouse.risk.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class RateFeedbackTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final double SHARE = 0.05;

    @Test
    void nothingIsCorrectedWithoutData() {
        assertThat(RateFeedback.NONE.correction(SHARE, NOW)).isZero();
        assertThat(RateFeedback.NONE.plus(true, NOW).correction(SHARE, NOW))
                .as("one login says little")
                .isBetween(0.0, 1.0);
    }

    @Test
    void aRateOnTargetIsNotCorrected() {
        assertThat(of(50, 950).correction(SHARE, NOW)).isCloseTo(0, within(1e-9));
    }

    @Test
    void feedbackHalvesInFourteenDays() {
        RateFeedback fresh = of(200, 800);
        RateFeedback old = of(400, 1600);
        assertThat(old.correction(SHARE, NOW.plus(Duration.ofDays(14))))
                .isCloseTo(fresh.correction(SHARE, NOW), within(1e-9));
    }

    @Property
    void theCorrectionHasTheSignOfTheErrorAndIsBounded(
            @ForAll @IntRange(max = 2000) int over,
            @ForAll @IntRange(max = 2000) int under,
            @ForAll @Scale(3) @DoubleRange(min = 0.001, max = 0.5) double share) {
        double correction = of(over, under).correction(share, NOW);
        assertThat(correction).isBetween(-RateFeedback.LARGEST_CORRECTION, RateFeedback.LARGEST_CORRECTION);
        assertThat(Math.signum(correction)).isIn(0.0, Math.signum(over - share * (over + under)));
        assertThat(of(over + 1, under).correction(share, NOW))
                .as("one more that is suspicious never lowers it")
                .isGreaterThanOrEqualTo(correction);
    }

    @Property
    void theSumOfTwoNodesEqualsTheFeedbackOfOne(
            @ForAll @IntRange(max = 500) int here, @ForAll @IntRange(max = 500) int there) {
        double together = of(here, 300).plus(of(there, 200)).correction(SHARE, NOW);
        assertThat(together).isCloseTo(of(here + there, 500).correction(SHARE, NOW), within(1e-9));
    }

    @Test
    void itKeepsTheShareWhenScoresRiseFasterThanTheHistogramDecays() {
        assertThat(shareOfSuspicious(false))
                .as("by the scores of the past alone")
                .isGreaterThan(0.08);
        assertThat(shareOfSuspicious(true)).isCloseTo(SHARE, within(0.015));
    }

    @Test
    void invalidWeightsAreRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RateFeedback(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateFeedback(0, Double.NaN));
    }

    /** Sixty days with about a hundred logins each, whose scores rise by 3 nats per month. */
    private static double shareOfSuspicious(boolean isCorrected) {
        Random random = new Random(1);
        ScoreHistogram scores = new ScoreHistogram();
        RateFeedback feedback = RateFeedback.NONE;
        int suspicious = 0;
        int counted = 0;
        for (int login = 0; login < 6000; login++) {
            Instant time = NOW.plus(Duration.ofMinutes(login * 14L));
            double score = 2 * random.nextGaussian() + login / 1000.0;
            double threshold = scores.threshold(SHARE, time) + (isCorrected ? feedback.correction(SHARE, time) : 0);
            boolean isSuspicious = score > threshold;
            if (login >= 1000) {
                counted++;
                suspicious += isSuspicious ? 1 : 0;
            }
            scores.add(score, time);
            feedback = feedback.plus(isSuspicious, time);
        }
        return (double) suspicious / counted;
    }

    private static RateFeedback of(int over, int under) {
        RateFeedback one = RateFeedback.NONE.plus(true, NOW);
        RateFeedback other = RateFeedback.NONE.plus(false, NOW);
        return new RateFeedback(one.over() * over, other.under() * under);
    }
}
