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
 * What all nodes together counted in a realm, as of the last read. Immutable.
 *
 * @param population what is usual
 * @param scores the distribution of the scores that mattered for a decision
 * @param feedback the feedback for thresholds, by their target rate as text; at most {@value #MOST_RATES} rates
 * @param since when counting began; empty if nothing was counted
 */
public record PopulationSnapshot(
        Population population, ScoreHistogram scores, Map<String, RateFeedback> feedback, Optional<Instant> since) {

    /** The snapshot of a realm without data. */
    public static final PopulationSnapshot NOTHING =
            new PopulationSnapshot(Population.uniform(), new ScoreHistogram(), Map.of(), Optional.empty());

    private static final int BINS = new ScoreHistogram().weights().length;

    /** The maximum number of target rates to keep: more than an admin will try. */
    static final int MOST_RATES = 100;

    /** The feedback for thresholds with this target rate, in percent. */
    public RateFeedback feedback(double targetRate) {
        return feedback.getOrDefault(Double.toString(targetRate), RateFeedback.NONE);
    }

    /** A snapshot, and the rows that exceed the bounds of {@link PopulationCounts}. */
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
                of(kinds, PopulationRow.COUNTRY),
                of(kinds, PopulationRow.ASN),
                of(kinds, PopulationRow.SYSTEM),
                of(kinds, PopulationRow.BROWSER),
                of(kinds, PopulationRow.PREFIX),
                totals.getOrDefault(PopulationRow.LOGINS.name(), 0.0),
                totals.getOrDefault(PopulationRow.USERS.name(), 0.0),
                time(totals, PopulationRow.LATEST).orElse(Instant.EPOCH)));
        Map<String, RateFeedback> feedback = feedback(of(kinds, PopulationRow.OVER), of(kinds, PopulationRow.UNDER));
        PopulationSnapshot snapshot = new PopulationSnapshot(
                counts, scores(of(kinds, PopulationRow.SCORE)), feedback, time(totals, PopulationRow.SINCE));
        return new Read(snapshot, superfluous(kinds, counts.snapshot(), feedback));
    }

    private static List<PopulationRow> superfluous(
            Map<String, Map<String, Double>> kinds,
            PopulationCounts.Snapshot kept,
            Map<String, RateFeedback> feedback) {
        List<PopulationRow> rows = new ArrayList<>();
        Map.of(
                        PopulationRow.COUNTRY,
                        kept.countries(),
                        PopulationRow.ASN,
                        kept.asns(),
                        PopulationRow.SYSTEM,
                        kept.systems(),
                        PopulationRow.BROWSER,
                        kept.browsers(),
                        PopulationRow.PREFIX,
                        kept.prefixes(),
                        PopulationRow.OVER,
                        feedback,
                        PopulationRow.UNDER,
                        feedback)
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
        return Stream.concat(over.keySet().stream(), under.keySet().stream())
                .distinct()
                .collect(Collectors.toMap(
                        rate -> rate,
                        rate -> new RateFeedback(over.getOrDefault(rate, 0.0), under.getOrDefault(rate, 0.0))))
                .entrySet()
                .stream()
                // Weights grow over time, so the heaviest rates are the most recently used ones.
                .sorted(Comparator.comparingDouble((Map.Entry<String, RateFeedback> entry) ->
                        -entry.getValue().over() - entry.getValue().under()))
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
