package dev.gatehouse.risk.population;

import dev.gatehouse.risk.model.DayScores;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ObjDoubleConsumer;

/** The counts of one day while they grow. Not thread-safe. */
final class DayCounts {

    private static final String SCORE = "SCORE/";

    private final LoginCounts logins;
    private final CodeCounts codes = new CodeCounts();

    /** Logins by the bin of their score. */
    private final SortedMap<Integer, Double> scores = new TreeMap<>();

    DayCounts() {
        this(new LoginCounts());
    }

    private DayCounts(LoginCounts logins) {
        this.logins = logins;
    }

    LoginCounts logins() {
        return logins;
    }

    CodeCounts codes() {
        return codes;
    }

    /** Counts a login. */
    void add(CompletedLogin login) {
        logins.add(login);
        login.score().ifPresent(score -> DayScores.bin(score).ifPresent(bin -> scores.merge(bin, 1.0, Double::sum)));
    }

    /** Adds a row of the table. Malformed rows are ignored. */
    void add(String row, double times) {
        if (row.startsWith(SCORE)) {
            addScores(row.substring(SCORE.length()), times);
        } else {
            // Each of them ignores the rows of the other.
            logins.add(row, times);
            codes.add(row, times);
        }
    }

    private void addScores(String name, double times) {
        try {
            int bin = Integer.parseInt(name);
            if (bin >= 0 && bin < DayScores.BINS) {
                scores.merge(bin, times, Double::sum);
            }
        } catch (NumberFormatException notOurs) {
            // written by a later version
        }
    }

    void addAll(DayCounts others) {
        logins.addAll(others.logins);
        codes.addAll(others.codes);
        others.scores.forEach((bin, times) -> scores.merge(bin, times, Double::sum));
    }

    /** The start of further counts of the day, see {@link LoginCounts#emptied}. */
    DayCounts emptied() {
        return new DayCounts(logins.emptied());
    }

    /** The rows of the day. */
    void forEachRow(ObjDoubleConsumer<String> consumer) {
        logins.forEachRow(consumer);
        codes.forEachRow(consumer);
        scores.forEach((bin, times) -> consumer.accept(SCORE + bin, times));
    }

    /** What was counted so far, as that of a day. Not a copy. */
    CountedDay of(LocalDate date) {
        return new CountedDay(date, logins, DayScores.of(scores), codes);
    }
}
