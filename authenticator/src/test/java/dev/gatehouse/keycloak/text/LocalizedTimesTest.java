package dev.gatehouse.keycloak.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalizedTimesTest {

    private static final Instant EVENING = Instant.parse("2026-11-21T22:55:00Z");
    private static final Instant LATER = EVENING.plus(Duration.ofMinutes(10));

    @Test
    void aTimeOfTheSameDayHasNoDate() {
        assertThat(spaced(times("UTC").timeFrom(EVENING, LATER))).isEqualTo("11:05 PM UTC");
        assertThat(spaced(times("Asia/Tokyo").timeFrom(EVENING, LATER))).isEqualTo("8:05 AM JST");
    }

    @Test
    void aTimeOfAnotherDayInThatZoneHasADate() {
        assertThat(spaced(times("Europe/Berlin").timeFrom(EVENING, LATER))).isEqualTo("Nov 22, 2026, 12:05 AM CET");
    }

    @Test
    void aPageGivesItsScriptTheInstant() {
        assertThat(PageTime.soon(times("UTC"), EVENING, LATER.plusMillis(5)))
                .containsAllEntriesOf(Map.of("instant", "2026-11-21T23:05:00Z", "local", "time"));
        assertThat(PageTime.dateTime(times("UTC"), LATER)).containsEntry("local", "date");
    }

    private static LocalizedTimes times(String zone) {
        return LocalizedTimes.in(ZoneId.of(zone), Locale.ENGLISH);
    }

    /** JDKs differ in the space before AM and PM. */
    private static String spaced(String time) {
        return time.replace('\u202F', ' ');
    }
}
