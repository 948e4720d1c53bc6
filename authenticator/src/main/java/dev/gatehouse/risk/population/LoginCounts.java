package dev.gatehouse.risk.population;

import dev.gatehouse.risk.population.CompletedLogin.Outcome;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.Collectors;

/**
 * Plain numbers of completed logins for reports: in total, by client, by challenge reason, by term of the score, by part of a roll-out, by
 * organization and by country. Not thread-safe.
 */
public final class LoginCounts {

    /** Stands for all names beyond the first {@value #MOST_NAMES} of a day, and for very long ones. */
    public static final String OTHER = "(other)";

    private static final int MOST_NAMES = 100;
    private static final int LONGEST_NAME = 200;
    private static final String SEPARATOR = "/";

    private static final Map<String, Dimension> SUBJECTS = byName(Dimension.values());
    private static final Map<String, Outcome> OUTCOMES = byName(Outcome.values());

    private final Map<Dimension, SortedMap<String, Map<Outcome, Double>>> counts = new EnumMap<>(Dimension.class);

    /** The subjects of counting. The name begins the name of a row. */
    public enum Dimension {
        ALL,
        CLIENT,
        CAUSE,
        REASON,
        COHORT,
        ORGANIZATION,
        /** The country of the login's network, see {@link dev.gatehouse.risk.model.Network#country}. */
        COUNTRY
    }

    private static <E extends Enum<E>> Map<String, E> byName(E[] values) {
        return Arrays.stream(values).collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));
    }

    /** Counts a login. */
    void add(CompletedLogin login) {
        add(Dimension.ALL, "", login.outcome(), 1);
        add(Dimension.CLIENT, login.clientId(), login.outcome(), 1);
        login.causes().forEach(cause -> add(Dimension.CAUSE, cause, login.outcome(), 1));
        login.reasons().forEach(reason -> add(Dimension.REASON, reason, login.outcome(), 1));
        login.cohort().ifPresent(cohort -> add(Dimension.COHORT, cohort, login.outcome(), 1));
        login.organizations().forEach(organization -> add(Dimension.ORGANIZATION, organization, login.outcome(), 1));
        add(Dimension.COUNTRY, login.attempt().network().country(), login.outcome(), 1);
    }

    private void add(Dimension subject, String name, Outcome outcome, double times) {
        SortedMap<String, Map<Outcome, Double>> names = counts.computeIfAbsent(subject, missing -> new TreeMap<>());
        boolean isTooMany = name.length() > LONGEST_NAME || (!names.containsKey(name) && names.size() >= MOST_NAMES);
        names.computeIfAbsent(isTooMany ? OTHER : name, missing -> new EnumMap<>(Outcome.class))
                .merge(outcome, times, Double::sum);
    }

    /** Adds a row of the table. Malformed rows are ignored. */
    void add(String row, double times) {
        String[] parts = row.split(SEPARATOR, 3);
        if (parts.length < 3) {
            return;
        }
        // Not valueOf: thousands of the rows that are read at once are others, and an exception for each takes long.
        Dimension subject = SUBJECTS.get(parts[0]);
        Outcome outcome = OUTCOMES.get(parts[1]);
        if (subject != null && outcome != null) {
            add(subject, parts[2], outcome, times);
        }
    }

    void addAll(LoginCounts others) {
        others.counts.forEach((subject, names) -> names.forEach(
                (name, outcomes) -> outcomes.forEach((outcome, times) -> add(subject, name, outcome, times))));
    }

    /** The same names without numbers: what is counted into it next keeps to their bound together with what was counted here. */
    LoginCounts emptied() {
        LoginCounts empty = new LoginCounts();
        counts.forEach((subject, names) -> {
            SortedMap<String, Map<Outcome, Double>> unused = new TreeMap<>();
            names.keySet().forEach(name -> unused.put(name, new EnumMap<>(Outcome.class)));
            empty.counts.put(subject, unused);
        });
        return empty;
    }

    /** The rows of a day. */
    void forEachRow(ObjDoubleConsumer<String> consumer) {
        counts.forEach((subject, names) -> names.forEach((name, outcomes) -> outcomes.forEach(
                (outcome, times) -> consumer.accept(subject + SEPARATOR + outcome + SEPARATOR + name, times))));
    }

    /** The numbers of logins by name and outcome, sorted by name; {@link Dimension#ALL} has the empty name. */
    public SortedMap<String, Map<Outcome, Double>> by(Dimension subject) {
        return Collections.unmodifiableSortedMap(counts.getOrDefault(subject, Collections.emptySortedMap()));
    }
}
