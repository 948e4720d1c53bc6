package dev.gatehouse.admin.page.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The vertical axis: whole round numbers from 0 to the first that is not below the highest value.
 *
 * @param step between two ticks, at least 1
 * @param steps how many there are, 1 to {@value #MOST}
 */
record CountAxis(RoundStep step, long steps) {

    private static final int MOST = 5;

    /**
     * The axis of some values.
     *
     * @param highest at least 1
     */
    static CountAxis upTo(long highest) {
        BigDecimal least = BigDecimal.valueOf(highest).divide(BigDecimal.valueOf(MOST));
        RoundStep step = RoundStep.atLeast(least.max(BigDecimal.ONE));
        return new CountAxis(
                step,
                BigDecimal.valueOf(highest)
                        .divide(step.size(), 0, RoundingMode.CEILING)
                        .longValueExact());
    }

    /** The value at the upper end. */
    BigDecimal top() {
        return tick(steps);
    }

    /** The values at the axis, from 0 to the top. */
    List<BigDecimal> ticks() {
        return LongStream.rangeClosed(0, steps).mapToObj(this::tick).toList();
    }

    private BigDecimal tick(long index) {
        return step.size().multiply(BigDecimal.valueOf(index));
    }

    /** How high a value is drawn. */
    double height(double value, int full) {
        return value / top().doubleValue() * full;
    }
}
