package dev.gatehouse.risk.population;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/** The kinds of rows that count the logins of one day, in UTC. */
final class DailyCounts {

    /** For how long such rows are kept. */
    static final Period KEPT = Period.ofDays(30);

    /** What every such kind begins with. */
    static final String PREFIX = "day:";

    private DailyCounts() {}

    static String kind(LocalDate day) {
        return PREFIX + day;
    }

    /** The day of a kind; empty if it is of another sort. */
    static Optional<LocalDate> of(String kind) {
        try {
            return kind.startsWith(PREFIX) ? Optional.of(LocalDate.parse(kind.substring(PREFIX.length()))) : Optional.empty();
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }
}
