package dev.gatehouse.admin.page.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The distance between the ticks of an axis: 1, 2 or 5 times a power of ten.
 *
 * @param size the distance
 */
record RoundStep(BigDecimal size) {

    private static final List<BigDecimal> FACTORS =
            List.of(BigDecimal.ONE, BigDecimal.valueOf(2), BigDecimal.valueOf(5), BigDecimal.TEN);

    /** The smallest step that is at least as large. */
    static RoundStep atLeast(BigDecimal size) {
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(size.precision() - size.scale() - 1);
        return new RoundStep(FACTORS.stream()
                .map(power::multiply)
                .filter(step -> step.compareTo(size) >= 0)
                .findFirst()
                .orElseThrow());
    }

    /** The step that divides a range into about as many parts, never more. */
    static RoundStep dividing(double range, int parts) {
        return atLeast(BigDecimal.valueOf(range).divide(BigDecimal.valueOf(parts), 20, RoundingMode.CEILING));
    }

    /** Whether each tick of another step is one of this, too. */
    boolean divides(RoundStep other) {
        return other.size.remainder(size).signum() == 0;
    }

    /** The ticks from the first to the last one within a range. */
    List<BigDecimal> within(double from, double to) {
        long first = count(from, RoundingMode.CEILING);
        long last = count(to, RoundingMode.FLOOR);
        return LongStream.rangeClosed(first, last)
                .mapToObj(BigDecimal::valueOf)
                .map(size::multiply)
                .toList();
    }

    private long count(double value, RoundingMode rounding) {
        return BigDecimal.valueOf(value).divide(size, 0, rounding).longValueExact();
    }
}
