package dev.gatehouse.risk.population;

import dev.gatehouse.risk.model.Population;
import dev.gatehouse.risk.model.PopulationCounts;
import dev.gatehouse.risk.model.RateFeedback;
import dev.gatehouse.risk.model.ScoreHistogram;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What all nodes together know of a realm, as of the last time it was read. Never changes.
 *
 * @param population what is usual
 * @param scores how scores are spread of logins for which they mattered
 * @param feedback what became of thresholds, by the target rate that they were to meet, as the configuration has it;
 *     at most {@value #MOST_RATES} rates
 * @param since when counting began; empty if nothing was counted
 */
public record PopulationSnapshot(Population population, ScoreHistogram scores, Map<String, RateFeedback> feedback, Optional<Instant> since) {

    /** What is known of a realm of which nothing is known. */
    public static final PopulationSnapshot NOTHING = new PopulationSnapshot(Population.uniform(), new ScoreHistogram(), Map.of(), Optional.empty());

    private static final int BINS = new ScoreHistogram().weights().length;

    /** As many target rates are remembered: more than an admin tries. */
    static final int MOST_RATES = 100;

    /** What became of thresholds that were to meet this rate, in percent. */
    public RateFeedback feedback(double targetRate) {
        return feedback.getOrDefault(Double.toString(targetRate), RateFeedback.NONE);
    }

    /** A realm with the rows that the bounds of {@link PopulationCounts} have no room for. */
    record Read(PopulationSnapshot snapshot, List<PopulationRow> superfluous) {}

    static Read of(Map<PopulationRow, Double> rows) {
        Map<String, Map<String, Double>> kinds = new HashMap<>();
        rows.forEach((row, weight) -> {
            if (weight > 0 && Double.isFinite(weight)) {
                kinds.computeIfAbsent(row.kind(), missing -> new HashMap<>()).put(row.name(), weight);
            }
        });
        if (!kinds.containsKey(PopulationRow.TOTAL)) {
            return new Read(NOTHING, List.of());
        }
        Map<String, Double> totals = kinds.get(PopulationRow.TOTAL);
        PopulationCounts counts = PopulationCounts.of(new PopulationCounts.Snapshot(
                of(kinds, PopulationRow.COUNTRY), of(kinds, PopulationRow.ASN), of(kinds, PopulationRow.SYSTEM), of(kinds, PopulationRow.BROWSER), of(kinds, PopulationRow.PREFIX),
                totals.getOrDefault(PopulationRow.LOGINS.name(), 0.0), totals.getOrDefault(PopulationRow.USERS.name(), 0.0),
                time(totals, PopulationRow.LATEST).orElse(Instant.EPOCH)));
        Map<String, RateFeedback> feedback = feedback(of(kinds, PopulationRow.OVER), of(kinds, PopulationRow.UNDER));
        PopulationSnapshot snapshot = new PopulationSnapshot(counts, scores(of(kinds, PopulationRow.SCORE)), feedback, time(totals, PopulationRow.SINCE));
        return new Read(snapshot, superfluous(kinds, counts.snapshot(), feedback));
    }

    private static List<PopulationRow> superfluous(Map<String, Map<String, Double>> kinds, PopulationCounts.Snapshot kept, Map<String, RateFeedback> feedback) {
        List<PopulationRow> rows = new ArrayList<>();
        Map.of(PopulationRow.COUNTRY, kept.countries(), PopulationRow.ASN, kept.asns(), PopulationRow.SYSTEM, kept.systems(), PopulationRow.BROWSER, kept.browsers(), PopulationRow.PREFIX, kept.prefixes(),
                        PopulationRow.OVER, feedback, PopulationRow.UNDER, feedback)
                .forEach((kind, names) -> of(kinds, kind).keySet().stream()
                        .filter(name -> !names.containsKey(name))
                        .forEach(name -> rows.add(new PopulationRow(kind, name))));
        rows.sort(null);
        return rows;
    }

    private static Map<String, Double> of(Map<String, Map<String, Double>> kinds, String kind) {
        return kinds.getOrDefault(kind, Map.of());
    }

    private static Optional<Instant> time(Map<String, Double> totals, PopulationRow row) {
        return Optional.ofNullable(totals.get(row.name())).map(seconds -> Instant.ofEpochSecond(seconds.longValue()));
    }

    private static Map<String, RateFeedback> feedback(Map<String, Double> over, Map<String, Double> under) {
        return Stream.concat(over.keySet().stream(), under.keySet().stream()).distinct()
                .collect(Collectors.toMap(rate -> rate, rate -> new RateFeedback(over.getOrDefault(rate, 0.0), under.getOrDefault(rate, 0.0))))
                .entrySet().stream()
                // The weights grow with time, so the heaviest are those that were lately in force.
                .sorted(Comparator.comparingDouble((Map.Entry<String, RateFeedback> entry) -> -entry.getValue().over() - entry.getValue().under()))
                .limit(MOST_RATES)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static ScoreHistogram scores(Map<String, Double> bins) {
        double[] weights = new double[BINS];
        bins.forEach((name, weight) -> {
            int bin = bin(name);
            if (bin >= 0 && bin < BINS) {
                weights[bin] = weight;
            }
        });
        return ScoreHistogram.of(weights);
    }

    private static int bin(String name) {
        try {
            return Integer.parseInt(name);
        } catch (NumberFormatException notOurs) {
            return -1;
        }
    }
}
