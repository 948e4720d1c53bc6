package dev.gatehouse.admin.page.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AxisTest {

    @Property
    void theTicksOfCountsAreRoundAndReachTheHighestValue(@ForAll @LongRange(min = 1, max = Plot.MAXIMUM) long highest) {
        CountAxis axis = CountAxis.upTo(highest);
        BigDecimal step = axis.step().size();
        assertThat(isRound(step)).isTrue();
        assertThat(step).isGreaterThanOrEqualTo(BigDecimal.ONE);
        assertThat(axis.ticks()).hasSizeBetween(2, 6).startsWith(step.subtract(step));
        assertThat(axis.top())
                .isEqualByComparingTo(axis.ticks().get(axis.ticks().size() - 1));
        assertThat(axis.top()).isGreaterThanOrEqualTo(BigDecimal.valueOf(highest));
        assertThat(axis.top().subtract(step)).isLessThan(BigDecimal.valueOf(highest));
    }

    @Property
    void theTicksOfScoresAreRoundAndWithinTheirRange(
            @ForAll @DoubleRange(min = -1000, max = 1000) double from,
            @ForAll @DoubleRange(min = 0.01, max = 1000) double range,
            @ForAll @IntRange(min = 2, max = 8) int parts) {
        RoundStep step = RoundStep.dividing(range, parts);
        List<BigDecimal> ticks = step.within(from, from + range);
        assertThat(isRound(step.size())).isTrue();
        assertThat(ticks).hasSizeLessThanOrEqualTo(parts + 1);
        assertThat(ticks)
                .allMatch(tick -> tick.doubleValue() >= from - 1e-9 && tick.doubleValue() <= from + range + 1e-9)
                .allMatch(tick -> tick.remainder(step.size()).signum() == 0);
    }

    private static boolean isRound(BigDecimal step) {
        return List.of("1", "2", "5")
                .contains(step.stripTrailingZeros().unscaledValue().toString());
    }

    @Property
    void daysAreNamedAtRegularDistancesAndFewOnAPhone(
            @ForAll @IntRange(min = 1, max = StackedColumns.MOST_CATEGORIES) int days) {
        Thinning thinning = Thinning.of(days);
        assertThat(thinning.coarse() % thinning.fine()).isZero();
        assertThat((days - 1) / thinning.coarse() + 1).isBetween(1, 4);
        assertThat((days - 1) / thinning.fine() + 1).isBetween(1, 8);
    }

    @Test
    void aMonthIsNamedByWeeks() {
        assertThat(Thinning.of(30)).isEqualTo(new Thinning(14, 7));
        assertThat(Thinning.of(90)).isEqualTo(new Thinning(28, 14));
    }
}
