package dev.gatehouse.risk.population;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/** The row kinds that count the logins of one day in UTC. */
final class DailyCounts {

    /** For how many days daily rows are kept. */
    static final int KEPT_DAYS = 90;

    /** The retention of daily rows. */
    static final Period KEPT = Period.ofDays(KEPT_DAYS);

    /** The period of the report, shorter than the retention. */
    static final Period REPORTED = Period.ofDays(30);

    /** The prefix of these kinds. */
    static final String PREFIX = "day:";

    /**
     * The bounds of these kinds in the order of the database. They look like the others, because some collations ignore punctuation. A
     * kind between them is one of these if {@link #of} finds its day.
     */
    static final String FIRST = PREFIX + "0000-01-01";

    static final String LAST = PREFIX + "9999-12-31";

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
