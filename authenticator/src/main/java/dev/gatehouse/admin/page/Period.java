package dev.gatehouse.admin.page;

import dev.gatehouse.mfa.decision.MfaSettings;
import dev.gatehouse.mfa.decision.MfaSettingsResolver;
import dev.gatehouse.risk.model.DayScores;
import dev.gatehouse.risk.population.AnswerOutcome;
import dev.gatehouse.risk.population.CodeLatencies;
import dev.gatehouse.risk.population.CodeMail;
import dev.gatehouse.risk.population.CompletedLogin.Outcome;
import dev.gatehouse.risk.population.CountedDay;
import dev.gatehouse.risk.population.LoginCounts.Dimension;
import dev.gatehouse.risk.population.PopulationService;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What was counted in a realm in the last days.
 *
 * @param days the days in UTC, the oldest first; at least one
 * @param settings the settings in force
 */
record Period(List<CountedDay> days, MfaSettings settings) {

    /** The lengths to choose from, in days; the first unless another is chosen. */
    static final List<Integer> LENGTHS = List.of(30, 90);

    private static final String BY_SCORE = "score";

    Period {
        days = List.copyOf(days);
    }

    /** The period that a request asks for, as of now. */
    static Period of(PageRequest request) {
        PageAdmin admin = request.admin();
        int length = LENGTHS.stream()
                .filter(days -> days.toString().equals(request.queried("days").orElse("")))
                .findFirst()
                .orElse(LENGTHS.get(0));
        PopulationService populations = PopulationService.of(admin.session());
        populations.saveCounts(admin.realm().getId());
        return new Period(
                populations.days(admin.realm().getId(), length),
                new MfaSettingsResolver(admin.session(), admin.realm()).ofRealm());
    }

    LocalDate first() {
        return days.get(0).date();
    }

    int length() {
        return days.size();
    }

    /** The logins of each day with an outcome. */
    List<Long> logins(Outcome outcome) {
        return daily(
                day -> day.logins().by(Dimension.ALL).getOrDefault("", Map.of()).getOrDefault(outcome, 0.0));
    }

    /** The emails with codes of each day by what became of them. */
    List<Long> mails(CodeMail result) {
        return daily(day -> day.codes().mails().getOrDefault(result, 0.0));
    }

    /** The answers to challenges of each day with an outcome, whatever the factor. */
    List<Long> answers(AnswerOutcome outcome) {
        return daily(day -> day.codes().answers().values().stream()
                .mapToDouble(outcomes -> outcomes.getOrDefault(outcome, 0.0))
                .sum());
    }

    /** The codes of each day of which nobody typed a digit. */
    List<Long> neverTyped() {
        return daily(day -> day.codes().neverTried());
    }

    /** The logins by name, outcomes added up; an app, a cause, a term of the score or a country. */
    SortedMap<String, Map<Outcome, Long>> by(Dimension dimension) {
        SortedMap<String, Map<Outcome, Long>> sums = new TreeMap<>();
        for (CountedDay day : days) {
            day.logins()
                    .by(dimension)
                    .forEach((name, outcomes) ->
                            outcomes.forEach((outcome, times) -> sums.computeIfAbsent(name, missing -> new TreeMap<>())
                                    .merge(outcome, Math.round(times), Long::sum)));
        }
        return sums;
    }

    /** How many logins were suspicious: challenged, or would have been. */
    static long suspicious(Map<Outcome, Long> outcomes) {
        return outcomes.getOrDefault(Outcome.ASKED, 0L) + outcomes.getOrDefault(Outcome.WOULD_BE_ASKED, 0L);
    }

    static long all(Map<Outcome, Long> outcomes) {
        return suspicious(outcomes) + outcomes.getOrDefault(Outcome.PASSED, 0L);
    }

    Map<Outcome, Long> total() {
        return by(Dimension.ALL).getOrDefault("", Map.of());
    }

    /** From the issue of a code to its acceptance. */
    CodeLatencies latencies() {
        return days.stream().map(day -> day.codes().latencies()).reduce(CodeLatencies.NONE, CodeLatencies::plus);
    }

    /** The scores that count for a target rate. */
    DayScores scores() {
        return days.stream().map(CountedDay::scores).reduce(DayScores.NONE, DayScores::plus);
    }

    /** On how many days there was a login: the first days of a realm must not halve what a day means. */
    long busyDays() {
        return Math.max(
                1,
                days.stream()
                        .filter(day -> !day.logins().by(Dimension.ALL).isEmpty())
                        .count());
    }

    /** What target challenge rates would have meant in this period. Adds up its days, so it is called once. */
    TargetRates targetRates() {
        long byRule = by(Dimension.CAUSE).entrySet().stream()
                .filter(cause -> !BY_SCORE.equals(cause.getKey()))
                .mapToLong(cause -> suspicious(Objects.requireNonNull(cause.getValue())))
                .sum();
        return new TargetRates(scores(), settings.lowestThreshold(), byRule, busyDays());
    }

    private List<Long> daily(ToDoubleFunction<CountedDay> number) {
        return days.stream().map(day -> Math.round(number.applyAsDouble(day))).toList();
    }
}
