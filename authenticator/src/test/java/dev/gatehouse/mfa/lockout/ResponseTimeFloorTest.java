package dev.gatehouse.mfa.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ResponseTimeFloorTest {

    private static final long MILLI = 1_000_000;

    @Test
    void holdsAQuickRefusalBackUntilMostHaveLeft() {
        ResponseTimeFloor floor = new ResponseTimeFloor();
        LongStream.rangeClosed(1, ResponseTimeFloor.KEPT)
                .map(number -> 30 * MILLI + number % 10 * MILLI)
                .forEach(floor::missing);

        assertThat(floor.missing(30 * MILLI)).isEqualTo(9 * MILLI);
    }

    @Test
    void doesNotHoldASlowRefusalBack() {
        ResponseTimeFloor floor = new ResponseTimeFloor();
        IntStream.range(0, 100).forEach(number -> floor.missing(30 * MILLI));

        assertThat(floor.missing(500 * MILLI)).isZero();
    }

    @Test
    void makesTwoKindsOfRefusalsLeaveAtTheSameTime() {
        ResponseTimeFloor floor = new ResponseTimeFloor();
        Random random = new Random(1);
        int same = 0;
        for (int number = 0; number < 2_000; number++) {
            long unknown = leaves(floor, 37 * MILLI + (long) (random.nextDouble() * 4 * MILLI));
            long known = leaves(floor, 38 * MILLI + (long) (random.nextDouble() * 4 * MILLI));
            same += Math.abs(unknown - known) < MILLI / 2 ? 1 : 0;
        }
        assertThat(same).isGreaterThan(1_800);
    }

    @Property
    void neverHoldsBackLongerThanTwoMediansWhateverACallerDoes(
            @ForAll @Size(min = 1, max = 600) List<@LongRange(min = 0, max = 100_000 * MILLI) Long> times) {
        ResponseTimeFloor floor = new ResponseTimeFloor();
        for (long time : times) {
            assertThat(floor.missing(time)).isNotNegative();
        }
        long[] latest = times.stream()
                .mapToLong(Long::longValue)
                .skip(Math.max(0, times.size() - ResponseTimeFloor.KEPT - 8))
                .sorted()
                .toArray();
        assertThat(floor.missing(0))
                .isLessThanOrEqualTo(ResponseTimeFloor.LONGEST_IN_MEDIANS * latest[latest.length - 1]);
    }

    private static long leaves(ResponseTimeFloor floor, long taken) {
        return taken + floor.missing(taken);
    }
}
