package dev.gatehouse.risk.population;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** An in-memory repository that fails on demand. */
final class InMemoryPopulationRepository implements PopulationRepository {

    boolean isFailing;

    private final Map<String, SortedMap<PopulationRow, Double>> realms = new HashMap<>();

    @Override
    public synchronized void add(String realmId, PendingCounts pending) {
        failOnDemand();
        SortedMap<PopulationRow, Double> rows = realms.computeIfAbsent(realmId, missing -> new TreeMap<>());
        pending.sums().forEach((row, weight) -> rows.merge(row, weight, Double::sum));
        rows.merge(PopulationRow.LATEST, (double) pending.latest().getEpochSecond(), Math::max);
        rows.merge(PopulationRow.SINCE, (double) pending.first().getEpochSecond(), Math::min);
    }

    @Override
    public synchronized Map<PopulationRow, Double> read(String realmId) {
        failOnDemand();
        Map<PopulationRow, Double> rows = new TreeMap<>(realms.getOrDefault(realmId, new TreeMap<>()));
        rows.keySet().removeIf(row -> DailyCounts.of(row.kind()).isPresent());
        return rows;
    }

    @Override
    public synchronized LoginCounts days(String realmId, LocalDate from) {
        LoginCounts counts = new LoginCounts();
        realms.getOrDefault(realmId, new TreeMap<>()).forEach((row, times) -> {
            if (DailyCounts.of(row.kind()).filter(day -> !day.isBefore(from)).isPresent()) {
                counts.add(row.name(), times);
            }
        });
        return counts;
    }

    @Override
    public synchronized void remove(String realmId, List<PopulationRow> rows) {
        realms.get(realmId).keySet().removeAll(rows);
    }

    @Override
    public synchronized void removeDaysBefore(String realmId, LocalDate day) {
        realms.getOrDefault(realmId, new TreeMap<>()).keySet().removeIf(row -> DailyCounts.of(row.kind())
                .filter(counted -> counted.isBefore(day))
                .isPresent());
    }

    @Override
    public synchronized List<String> realms() {
        return List.copyOf(realms.keySet());
    }

    synchronized SortedMap<PopulationRow, Double> rows(String realmId) {
        return new TreeMap<>(realms.getOrDefault(realmId, new TreeMap<>()));
    }

    private void failOnDemand() {
        if (isFailing) {
            throw new IllegalStateException("the database does not answer");
        }
    }
}
