package dev.gatehouse.risk.population;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Stores the sums of all nodes. Every method throws a {@link RuntimeException} on failure, and then has changed nothing. */
interface PopulationRepository {

    /** Adds the counts of a node, atomically. Does nothing if the realm no longer exists. */
    void add(String realmId, PendingCounts pending);

    /** All rows except the daily ones. */
    Map<PopulationRow, Double> read(String realmId);

    /** The daily rows from this day on: the numbers by day and by the name of the row. Days without rows are missing. */
    SortedMap<LocalDate, SortedMap<String, Double>> days(String realmId, LocalDate from);

    /** Deletes the given rows. */
    void remove(String realmId, List<PopulationRow> rows);

    /**
     * The days before this one that have daily rows, the earliest first.
     *
     * @param most how many to return at most
     */
    List<LocalDate> daysBefore(String realmId, LocalDate day, int most);

    /** Deletes the daily rows of a day. */
    void removeDay(String realmId, LocalDate day);

    /** The realms that have rows; only some of them if there are very many. */
    List<String> realms();
}
