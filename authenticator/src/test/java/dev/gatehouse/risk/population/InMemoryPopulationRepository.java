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
        pending.latest()
                .ifPresent(latest -> rows.merge(PopulationRow.LATEST, (double) latest.getEpochSecond(), Math::max));
        pending.first().ifPresent(first -> rows.merge(PopulationRow.SINCE, (double) first.getEpochSecond(), Math::min));
    }

    @Override
    public synchronized Map<PopulationRow, Double> read(String realmId) {
        failOnDemand();
        Map<PopulationRow, Double> rows = new TreeMap<>(realms.getOrDefault(realmId, new TreeMap<>()));
        rows.keySet().removeIf(row -> DailyCounts.of(row.kind()).isPresent());
        return rows;
    }

    @Override
    public synchronized SortedMap<LocalDate, SortedMap<String, Double>> days(String realmId, LocalDate from) {
        failOnDemand();
        SortedMap<LocalDate, SortedMap<String, Double>> days = new TreeMap<>();
        rows(realmId).forEach((row, times) -> DailyCounts.of(row.kind())
                .filter(day -> !day.isBefore(from))
                .ifPresent(day ->
                        days.computeIfAbsent(day, missing -> new TreeMap<>()).put(row.name(), times)));
        return days;
    }

    @Override
    public synchronized void remove(String realmId, List<PopulationRow> rows) {
        realms.get(realmId).keySet().removeAll(rows);
    }

    @Override
    public synchronized List<LocalDate> daysBefore(String realmId, LocalDate day, int most) {
        failOnDemand();
        return rows(realmId).keySet().stream()
                .flatMap(row -> DailyCounts.of(row.kind()).stream())
                .filter(counted -> counted.isBefore(day))
                .distinct()
                .sorted()
                .limit(most)
                .toList();
    }

    @Override
    public synchronized void removeDay(String realmId, LocalDate day) {
        failOnDemand();
        realms.getOrDefault(realmId, new TreeMap<>()).keySet().removeIf(row -> row.kind()
                .equals(DailyCounts.kind(day)));
    }

    @Override
    public synchronized List<String> realms() {
        return List.copyOf(realms.keySet());
    }

    /** Writes a row, as another version may. */
    synchronized void put(String realmId, PopulationRow row, double weight) {
        realms.computeIfAbsent(realmId, missing -> new TreeMap<>()).put(row, weight);
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
