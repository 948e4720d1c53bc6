package dev.gatehouse.population;

import dev.gatehouse.risk.Population;
import dev.gatehouse.risk.PopulationCounts;
import dev.gatehouse.risk.RateFeedback;
import dev.gatehouse.risk.ScoreHistogram;
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
public record Known(Population population, ScoreHistogram scores, Map<String, RateFeedback> feedback, Optional<Instant> since) {

    /** What is known of a realm of which nothing is known. */
    public static final Known NOTHING = new Known(Population.uniform(), new ScoreHistogram(), Map.of(), Optional.empty());

    private static final int BINS = new ScoreHistogram().weights().length;

    /** As many target rates are remembered: more than an admin tries. */
    static final int MOST_RATES = 100;

    /** What became of thresholds that were to meet this rate, in percent. */
    public RateFeedback feedback(double targetRate) {
        return feedback.getOrDefault(Double.toString(targetRate), RateFeedback.NONE);
    }

    /** A realm with the rows that the bounds of {@link PopulationCounts} have no room for. */
    record Read(Known known, List<Row> superfluous) {}

    static Read of(Map<Row, Double> rows) {
        Map<String, Map<String, Double>> kinds = new HashMap<>();
        rows.forEach((row, weight) -> {
            if (weight > 0 && Double.isFinite(weight)) {
                kinds.computeIfAbsent(row.kind(), missing -> new HashMap<>()).put(row.name(), weight);
            }
        });
        if (!kinds.containsKey(Row.TOTAL)) {
            return new Read(NOTHING, List.of());
        }
        Map<String, Double> totals = kinds.get(Row.TOTAL);
        PopulationCounts counts = PopulationCounts.of(new PopulationCounts.Snapshot(
                of(kinds, Row.COUNTRY), of(kinds, Row.ASN), of(kinds, Row.SYSTEM), of(kinds, Row.BROWSER), of(kinds, Row.PREFIX),
                totals.getOrDefault(Row.LOGINS.name(), 0.0), totals.getOrDefault(Row.USERS.name(), 0.0),
                time(totals, Row.LATEST).orElse(Instant.EPOCH)));
        Map<String, RateFeedback> feedback = feedback(of(kinds, Row.OVER), of(kinds, Row.UNDER));
        Known known = new Known(counts, scores(of(kinds, Row.SCORE)), feedback, time(totals, Row.SINCE));
        return new Read(known, superfluous(kinds, counts.snapshot(), feedback));
    }

    private static List<Row> superfluous(Map<String, Map<String, Double>> kinds, PopulationCounts.Snapshot kept, Map<String, RateFeedback> feedback) {
        List<Row> rows = new ArrayList<>();
        Map.of(Row.COUNTRY, kept.countries(), Row.ASN, kept.asns(), Row.SYSTEM, kept.systems(), Row.BROWSER, kept.browsers(), Row.PREFIX, kept.prefixes(),
                        Row.OVER, feedback, Row.UNDER, feedback)
                .forEach((kind, names) -> of(kinds, kind).keySet().stream()
                        .filter(name -> !names.containsKey(name))
                        .forEach(name -> rows.add(new Row(kind, name))));
        rows.sort(null);
        return rows;
    }

    private static Map<String, Double> of(Map<String, Map<String, Double>> kinds, String kind) {
        return kinds.getOrDefault(kind, Map.of());
    }

    private static Optional<Instant> time(Map<String, Double> totals, Row row) {
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
