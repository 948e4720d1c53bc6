package dev.gatehouse.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** Writes measurements as Markdown tables. */
final class Markdown {

    private static final int MEDIAN = 50;
    private static final int SLOW = 95;
    private static final int SLOWEST = 99;

    private final List<String> lines = new ArrayList<>();

    Markdown add(String format, Object... arguments) {
        lines.add(String.format(Locale.ROOT, format, arguments));
        return this;
    }

    /** The whole text. */
    String text() {
        return String.join("\n", lines) + "\n";
    }

    /**
     * Adds what Gatehouse costs, measured directly and by what it adds where the hash costs nothing.
     *
     * @param usual the logins with the default hash
     * @param cheap the same logins with the hash that costs nothing
     * @param goal the highest ratio to Keycloak alone
     */
    Markdown costs(Duel.Outcome usual, Duel.Outcome cheap, double goal) {
        Estimate direct = Estimate.ratio(usual, Round.Result::bothMillis).orElseThrow();
        Estimate added = Estimate.added(cheap, usual, Round.Result::bothMillis);
        return add("- Measured with the default hash: %s, **%s**.", direct.text(3), direct.against(goal))
                .add(
                        "- What Gatehouse adds where the hash costs nothing, on top of what Keycloak alone uses with the default hash, which both compute once: %s, **%s**.",
                        added.text(3), added.against(goal));
    }

    /** Adds all tables of one measurement. */
    Markdown outcome(Duel.Outcome outcome) {
        add("").add("### %s", outcome.title()).add("");
        add(
                "| Server | Logins | Errors | Asked for a code | Logins/s | Keycloak, ms of the processor per login | PostgreSQL, ms of the processor per login | Java's compilers meanwhile, ms of the processor per login |");
        add("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        totals(outcome.first()).totals(outcome.second());
        add("");
        add(
                        "| %s to %s | Ratio (95 %%) | Difference (95 %%) |",
                        outcome.second().name(), outcome.first().name())
                .add("| --- | ---: | ---: |");
        comparison("Keycloak, processor per login", outcome, Round.Result::keycloakMillis);
        comparison("PostgreSQL, processor per login", outcome, Round.Result::postgresMillis);
        comparison("both", outcome, Round.Result::bothMillis);
        comparison(
                "whole login, median",
                outcome,
                result -> percentile(result.millis().get(Step.LOGIN), MEDIAN));
        comparison(
                "whole login, 95 of 100 within",
                outcome,
                result -> percentile(result.millis().get(Step.LOGIN), SLOW));
        add("");
        add("| Step | Server | Requests | Median, ms | 95 of 100 within, ms | 99 of 100 within, ms |")
                .add("| --- | --- | ---: | ---: | ---: | ---: |");
        for (Step step : Step.values()) {
            step(step, outcome.first()).step(step, outcome.second());
        }
        return add("").add(
                        "%d %s; load average of the machine after each: %s.",
                        outcome.loadAverages().size(), outcome.units(), outcome.loadAverages());
    }

    private Markdown totals(Duel.Side side) {
        return add(
                "| %s | %d | %d | %d | %.1f | %s | %s | %s |",
                side.name(),
                side.results().stream().mapToInt(Round.Result::logins).sum(),
                side.results().stream()
                        .mapToInt(result -> result.errors().size())
                        .sum(),
                side.results().stream().mapToInt(Round.Result::challenges).sum(),
                side.results().stream().mapToInt(Round.Result::logins).sum()
                        / side.results().stream()
                                .mapToDouble(Round.Result::seconds)
                                .sum(),
                mean(side, Round.Result::keycloakMillis),
                mean(side, Round.Result::postgresMillis),
                mean(side, Round.Result::compilerMillis));
    }

    private void comparison(String what, Duel.Outcome outcome, ToDoubleFunction<Round.Result> figure) {
        add(
                "| %s | %s | %s ms |",
                what,
                Estimate.text(Estimate.ratio(outcome, figure), 3),
                Estimate.difference(outcome, figure).text(2));
    }

    private Markdown step(Step step, Duel.Side side) {
        double[] millis = side.results().stream()
                .flatMapToDouble(result -> DoubleStream.of(result.millis().get(step)))
                .toArray();
        if (millis.length > 0) {
            add(
                    "| %s | %s | %d | %.1f | %.1f | %.1f |",
                    step.label(),
                    side.name(),
                    millis.length,
                    percentile(millis, MEDIAN),
                    percentile(millis, SLOW),
                    percentile(millis, SLOWEST));
        }
        return this;
    }

    private static String mean(Duel.Side side, ToDoubleFunction<Round.Result> figure) {
        SummaryStatistics statistics = new SummaryStatistics();
        side.results().stream().mapToDouble(figure).forEach(statistics::addValue);
        return Estimate.of(statistics).text(2);
    }

    private static double percentile(double[] values, int percent) {
        return StatUtils.percentile(values, percent);
    }
}
