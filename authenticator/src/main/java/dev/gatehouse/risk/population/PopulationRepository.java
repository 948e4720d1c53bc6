package dev.gatehouse.risk.population;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Where the nodes' sums come together. Every method throws a {@link RuntimeException} where it fails, and then has changed nothing. */
interface PopulationRepository {

    /** Adds what a node has counted; all of it or nothing. Nothing happens for a realm that is gone. */
    void add(String realmId, PendingCounts pending);

    /** Everything that does not count single days. */
    Map<PopulationRow, Double> read(String realmId);

    /** What was counted from this day on. */
    LoginCounts days(String realmId, LocalDate from);

    /** Deletes some rows. */
    void remove(String realmId, List<PopulationRow> rows);

    /** Deletes what counts earlier days. */
    void removeDaysBefore(String realmId, LocalDate day);

    /** Realms of which something is known, some of them where there are very many. */
    List<String> realms();
}
