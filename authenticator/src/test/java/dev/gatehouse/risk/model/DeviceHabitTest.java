package dev.gatehouse.risk.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class DeviceHabitTest {

    private static final double EXPECTED = 0.1;

    @Property(tries = 300)
    void aShareIsAboveZeroAndAtMostOne(
            @ForAll @DoubleRange(max = 1e6) double recognised,
            @ForAll @DoubleRange(max = 1e6) double unknown,
            @ForAll @DoubleRange(min = 1, max = 100) double prior) {
        assertThat(new DeviceHabit(recognised, unknown).shareOfUnknown(prior, EXPECTED))
                .isGreaterThan(0)
                .isLessThanOrEqualTo(1);
    }

    @Property(tries = 300)
    void whoBringsATokenMoreOftenIsLessExpectedWithoutOne(
            @ForAll @DoubleRange(max = 1e4) double recognised,
            @ForAll @DoubleRange(max = 1e4) double unknown,
            @ForAll @DoubleRange(max = 1e4) double more) {
        assertThat(new DeviceHabit(recognised + more, unknown).shareOfUnknown(5, EXPECTED))
                .isLessThanOrEqualTo(new DeviceHabit(recognised, unknown).shareOfUnknown(5, EXPECTED));
        assertThat(new DeviceHabit(recognised, unknown + more).shareOfUnknown(5, EXPECTED))
                .isGreaterThanOrEqualTo(new DeviceHabit(recognised, unknown).shareOfUnknown(5, EXPECTED) - 1e-9);
    }

    @Test
    void aTokenThatWasUsedTwiceCountsAsNeither() {
        assertThat(DeviceHabit.NONE.plus(DeviceRecognition.REPLAYED)).isEqualTo(DeviceHabit.NONE);
        assertThat(DeviceHabit.NONE.plus(DeviceRecognition.SEEN)).isEqualTo(new DeviceHabit(1, 0));
        assertThat(DeviceHabit.NONE.plus(DeviceRecognition.UNKNOWN)).isEqualTo(new DeviceHabit(0, 1));
    }

    @Test
    void aWeightBelowZeroOrWithoutEndIsRejected() {
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new DeviceHabit(wrong, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new DeviceHabit(0, wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
