package dev.gatehouse.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Figures of a place of the page. */
class PageTimesTest {

    @Test
    void aPlaceIsReadAsOftenAsToldAndItsProcessorTimeIsThatOfOneAnswer() throws IOException, InterruptedException {
        Iterator<Meter> meter = List.of(new Meter(10, Map.of("7", 2.0), 1), new Meter(11, Map.of("7", 2.5), 1.3))
                .iterator();
        Iterator<PageTimes.Reading> readings = List.of(
                        new PageTimes.Reading(100, 10), new PageTimes.Reading(400, 10), new PageTimes.Reading(200, 12))
                .iterator();

        PageTimes times = PageTimes.measure(meter::next, 3, readings::next);

        assertThat(readings).isExhausted();
        assertThat(times.row("Overview", false)).isEqualTo("| Overview | 200 | 400 | 400 | 267 | 12 |");
    }

    @Test
    void theGoalIsMissedByAMedianOfExactlyTheGoal() {
        assertThat(times(100, 299, 900).isMet()).isTrue();
        assertThat(times(100, 300, 301).isMet()).isFalse();
        assertThat(times(100, 299, 900).row("Logins", true)).endsWith(" **met** |");
        assertThat(times(100, 300, 301).row("Logins", true)).endsWith(" **missed** |");
    }

    private static PageTimes times(double... millis) {
        return new PageTimes(Arrays.stream(millis).boxed().toList(), 0, 0);
    }
}
