package dev.gatehouse.risk.population;

import dev.gatehouse.risk.model.DayScores;
import java.time.LocalDate;
import java.util.Objects;

/**
 * What all nodes counted in a realm on one day.
 *
 * @param date the day in UTC
 * @param logins the completed logins
 * @param scores the scores that count for a target rate, see {@link CompletedLogin#score}
 * @param codes emails with codes and answers to challenges, also of logins that were never completed
 */
public record CountedDay(LocalDate date, LoginCounts logins, DayScores scores, CodeCounts codes) {

    public CountedDay {
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(logins, "logins");
        Objects.requireNonNull(scores, "scores");
        Objects.requireNonNull(codes, "codes");
    }
}
