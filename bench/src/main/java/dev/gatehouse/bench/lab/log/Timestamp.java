package dev.gatehouse.bench.lab.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** Timestamps in the format of the data set, {@code 2020-02-03 12:43:30.772}, interpreted as UTC. */
final class Timestamp {

    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(java.util.Locale.ROOT);

    private Timestamp() {}

    static String write(Instant time) {
        return WRITTEN.format(time);
    }

    /** Parses a timestamp; the fraction is optional. Throws {@link DateTimeException} for invalid text. */
    static Instant read(String text) {
        return LocalDateTime.parse(text.strip(), READ).toInstant(ZoneOffset.UTC);
    }
}
