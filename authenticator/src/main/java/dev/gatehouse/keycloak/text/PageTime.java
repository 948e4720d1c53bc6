package dev.gatehouse.keycloak.text;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** A time as the macro {@code time} of pages reads it: a text, which a script replaces by the time in the browser's zone. */
public final class PageTime {

    private static final String TEXT = "text";
    private static final String INSTANT = "instant";
    private static final String LOCAL = "local";

    private PageTime() {}

    /** A time of the near future: without the date if it is today. */
    public static Map<String, String> soon(LocalizedTimes times, Instant now, Instant instant) {
        return of(times, times.timeFrom(now, instant), instant, "time");
    }

    /** Date and time. */
    public static Map<String, String> dateTime(LocalizedTimes times, Instant instant) {
        return of(times, times.dateTime(instant), instant, "date");
    }

    /** In a zone that the user has chosen, the script leaves the time as it is. */
    private static Map<String, String> of(LocalizedTimes times, String text, Instant instant, String local) {
        return Map.of(
                TEXT,
                text,
                INSTANT,
                instant.truncatedTo(ChronoUnit.SECONDS).toString(),
                LOCAL,
                times.isZoneChosen() ? "" : local);
    }
}
