package dev.gatehouse.risk.population;

import dev.gatehouse.risk.model.LoginAttempt;
import dev.gatehouse.risk.model.PopulationCounts;
import dev.gatehouse.risk.model.RateFeedback;
import dev.gatehouse.risk.model.ScoreHistogram;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The counts of a realm that one node has not saved yet. Bounded and thread-safe: taken as a whole, and given back if they could
 * not be saved.
 */
public final class PendingCounts {

    /** Enough for the turn of a day, at which nodes may count into both. */
    private static final int REMEMBERED_DAYS = 2;

    private PopulationCounts population = new PopulationCounts();
    private ScoreHistogram scores = new ScoreHistogram();
    private Map<Double, RateFeedback> feedback = new HashMap<>();
    private Map<LocalDate, DayCounts> days = new HashMap<>();
    private Instant first = Instant.MAX;
    private boolean isEmpty = true;

    /** Counts a completed login. */
    public synchronized void add(CompletedLogin login) {
        LoginAttempt attempt = login.attempt();
        population.add(attempt, login.isFirstOfUser());
        login.score().ifPresent(score -> scores.add(score, attempt.time()));
        login.targetRate()
                .ifPresent(rate -> feedback.merge(
                        rate,
                        RateFeedback.NONE.plus(login.outcome().isSuspicious(), attempt.time()),
                        RateFeedback::plus));
        of(attempt.time().atZone(ZoneOffset.UTC).toLocalDate()).add(login);
        isEmpty = false;
        first = attempt.time().isBefore(first) ? attempt.time() : first;
    }

    /**
     * Counts something else than a login.
     *
     * @param day in UTC
     */
    synchronized void add(LocalDate day, Consumer<CodeCounts> event) {
        event.accept(of(day).codes());
        isEmpty = false;
    }

    private DayCounts of(LocalDate day) {
        return days.computeIfAbsent(day, missing -> new DayCounts());
    }

    /** Returns the counts so far and resets them. The names of the latest days are remembered, so that their number is bounded by day. */
    synchronized PendingCounts take() {
        PendingCounts taken = new PendingCounts();
        taken.population = population;
        taken.scores = scores;
        taken.feedback = feedback;
        taken.days = days;
        taken.first = first;
        taken.isEmpty = isEmpty;
        population = new PopulationCounts();
        scores = new ScoreHistogram();
        feedback = new HashMap<>();
        days = new HashMap<>();
        taken.days.entrySet().stream()
                .sorted(Map.Entry.<LocalDate, DayCounts>comparingByKey().reversed())
                .limit(REMEMBERED_DAYS)
                .forEach(day -> days.put(day.getKey(), day.getValue().emptied()));
        first = Instant.MAX;
        isEmpty = true;
        return taken;
    }

    /** Adds the counts that {@link #take} returned. */
    synchronized void giveBack(PendingCounts taken) {
        population = population.plus(taken.population);
        scores = scores.plus(taken.scores);
        taken.feedback.forEach((rate, more) -> feedback.merge(rate, more, RateFeedback::plus));
        taken.days.forEach((day, counts) -> of(day).addAll(counts));
        isEmpty = isEmpty && taken.isEmpty;
        first = taken.first.isBefore(first) ? taken.first : first;
    }

    synchronized boolean isEmpty() {
        return isEmpty;
    }

    /** What is counted so far, as the snapshot of a realm that has nothing else. It is not a copy: it changes with the next login. */
    public synchronized PopulationSnapshot live() {
        return new PopulationSnapshot(
                population,
                scores,
                feedback.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                entry -> Double.toString(entry.getKey()), Map.Entry::getValue)),
                first());
    }

    /** The increments of the table rows, in row order. */
    synchronized SortedMap<PopulationRow, Double> sums() {
        SortedMap<PopulationRow, Double> sums = new TreeMap<>();
        PopulationCounts.Snapshot counted = population.snapshot();
        put(sums, PopulationRow.COUNTRY, counted.countries());
        put(sums, PopulationRow.ASN, counted.asns());
        put(sums, PopulationRow.SYSTEM, counted.systems());
        put(sums, PopulationRow.BROWSER, counted.browsers());
        put(sums, PopulationRow.PREFIX, counted.prefixes());
        sums.put(PopulationRow.LOGINS, counted.logins());
        sums.put(PopulationRow.USERS, counted.users());
        double[] weights = scores.weights();
        for (int bin = 0; bin < weights.length; bin++) {
            sums.put(new PopulationRow(PopulationRow.SCORE, Integer.toString(bin)), weights[bin]);
        }
        feedback.forEach((rate, given) -> {
            sums.put(new PopulationRow(PopulationRow.OVER, rate.toString()), given.over());
            sums.put(new PopulationRow(PopulationRow.UNDER, rate.toString()), given.under());
        });
        days.forEach((day, counts) ->
                counts.forEachRow((name, times) -> sums.put(new PopulationRow(DailyCounts.kind(day), name), times)));
        sums.values().removeIf(weight -> weight == 0);
        return sums;
    }

    /** The time of the latest login; empty if no login was counted. */
    synchronized Optional<Instant> latest() {
        return first().map(someLogin -> population.snapshot().latest());
    }

    /** The time of the first login; empty if no login was counted. */
    synchronized Optional<Instant> first() {
        return first.equals(Instant.MAX) ? Optional.empty() : Optional.of(first);
    }

    private static void put(Map<PopulationRow, Double> sums, String kind, Map<String, Double> weights) {
        weights.forEach((name, weight) -> sums.put(new PopulationRow(kind, name), weight));
    }
}
