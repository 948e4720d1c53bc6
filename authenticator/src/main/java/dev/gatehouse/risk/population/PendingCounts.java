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
import java.util.stream.Collectors;

/**
 * The counts of a realm that one node has not saved yet. Bounded and thread-safe: taken as a whole, and given back if they could
 * not be saved.
 */
public final class PendingCounts {

    private PopulationCounts population = new PopulationCounts();
    private ScoreHistogram scores = new ScoreHistogram();
    private Map<Double, RateFeedback> feedback = new HashMap<>();
    private Map<LocalDate, LoginCounts> days = new HashMap<>();
    private Instant first = Instant.MAX;

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
        days.computeIfAbsent(attempt.time().atZone(ZoneOffset.UTC).toLocalDate(), missing -> new LoginCounts())
                .add(login);
        first = attempt.time().isBefore(first) ? attempt.time() : first;
    }

    /** Returns the counts so far and resets them. */
    synchronized PendingCounts take() {
        PendingCounts taken = new PendingCounts();
        taken.population = population;
        taken.scores = scores;
        taken.feedback = feedback;
        taken.days = days;
        taken.first = first;
        population = new PopulationCounts();
        scores = new ScoreHistogram();
        feedback = new HashMap<>();
        days = new HashMap<>();
        first = Instant.MAX;
        return taken;
    }

    /** Adds the counts that {@link #take} returned. */
    synchronized void giveBack(PendingCounts taken) {
        population = population.plus(taken.population);
        scores = scores.plus(taken.scores);
        taken.feedback.forEach((rate, more) -> feedback.merge(rate, more, RateFeedback::plus));
        taken.days.forEach((day, counts) ->
                days.computeIfAbsent(day, missing -> new LoginCounts()).addAll(counts));
        first = taken.first.isBefore(first) ? taken.first : first;
    }

    synchronized boolean isEmpty() {
        return days.isEmpty();
    }

    /** What is counted so far, as the snapshot of a realm that has nothing else. It is not a copy: it changes with the next login. */
    public synchronized PopulationSnapshot live() {
        return new PopulationSnapshot(
                population,
                scores,
                feedback.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                entry -> Double.toString(entry.getKey()), Map.Entry::getValue)),
                days.isEmpty() ? Optional.empty() : Optional.of(first));
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

    /** The time of the latest login; only valid if something was counted. */
    synchronized Instant latest() {
        return population.snapshot().latest();
    }

    /** The time of the first login; only valid if something was counted. */
    synchronized Instant first() {
        return first;
    }

    private static void put(Map<PopulationRow, Double> sums, String kind, Map<String, Double> weights) {
        weights.forEach((name, weight) -> sums.put(new PopulationRow(kind, name), weight));
    }
}
