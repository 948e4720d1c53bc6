package dev.gatehouse.bench.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ThresholdTest {

    @Test
    void theThresholdCatchesTheRequestedShareAndNoMore() {
        double[] hundred = new double[100];
        Arrays.setAll(hundred, i -> i);
        assertThat(Threshold.at(hundred, 0.99)).isEqualTo(1);
        assertThat(Threshold.at(hundred, 0.995)).isEqualTo(0);
        assertThat(Threshold.at(hundred, 0.97)).isEqualTo(3);
        assertThat(Threshold.shareChallenged(hundred, 1)).isEqualTo(0.99, within(1e-12));
    }

    @Property
    void atLeastTheRequestedShareIsCaught(
            @ForAll @Size(min = 1, max = 60) @IntRange(min = -5, max = 5) int[] scores,
            @ForAll @DoubleRange(min = 0.01, max = 1) double tpr) {
        double[] attacks = Arrays.stream(scores).asDoubleStream().sorted().toArray();
        double threshold = Threshold.at(attacks, tpr);
        assertThat(Threshold.shareChallenged(attacks, threshold)).isGreaterThanOrEqualTo(tpr - 1e-9);
        // The next higher threshold would catch too few.
        assertThat(Threshold.shareChallenged(attacks, Math.nextUp(threshold))).isLessThan(tpr);
    }

    @Property
    void aHigherShareCaughtNeverChallengesFewerUsers(
            @ForAll @Size(min = 1, max = 40) @IntRange(min = -9, max = 9) int[] attackers,
            @ForAll @Size(min = 1, max = 40) @IntRange(min = -9, max = 9) int[] people,
            @ForAll @DoubleRange(min = 0.01, max = 1) double one,
            @ForAll @DoubleRange(min = 0.01, max = 1) double other) {
        double[] attacks = Arrays.stream(attackers).asDoubleStream().sorted().toArray();
        double[] own = Arrays.stream(people).asDoubleStream().sorted().toArray();
        double fewer = Threshold.shareChallenged(own, Threshold.at(attacks, Math.min(one, other)));
        double more = Threshold.shareChallenged(own, Threshold.at(attacks, Math.max(one, other)));
        assertThat(more).isGreaterThanOrEqualTo(fewer);
    }
}
