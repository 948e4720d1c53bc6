package dev.gatehouse.risk.population;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/** The row kinds that count the logins of one day in UTC. */
final class DailyCounts {

    /** The retention of daily rows. */
    static final Period KEPT = Period.ofDays(30);

    /** The prefix of these kinds. */
    static final String PREFIX = "day:";

    private DailyCounts() {}

    static String kind(LocalDate day) {
        return PREFIX + day;
    }

    /** The day of a kind; empty for other kinds. */
    static Optional<LocalDate> of(String kind) {
        try {
            return kind.startsWith(PREFIX)
                    ? Optional.of(LocalDate.parse(kind.substring(PREFIX.length())))
                    : Optional.empty();
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }
}
