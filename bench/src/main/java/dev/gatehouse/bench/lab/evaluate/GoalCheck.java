package dev.gatehouse.bench.lab.evaluate;

import dev.gatehouse.bench.lab.evaluate.Goals.Goal;
import dev.gatehouse.bench.lab.log.Attacker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/** Compares the figures with the goals. A goal with several parts is reached if all parts are. */
final class GoalCheck {

    private static final double VERY_TARGETED_TPR = 0.8276;
    private static final List<Attacker> PUBLISHED = List.of(Attacker.NAIVE, Attacker.VPN, Attacker.TARGETED);
    private static final Map<Attacker, Double> WITHOUT_TOKEN =
            Map.of(Attacker.VPN, 0.05, Attacker.TARGETED, 0.10, Attacker.RESIDENTIAL, 0.25);

    private final Evaluation evaluation;
    private final Figures figures;
    private final List<Goal> goals = new ArrayList<>();

    private GoalCheck(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.figures = evaluation.figures();
    }

    static Goals of(Evaluation evaluation) {
        GoalCheck check = new GoalCheck(evaluation);
        check.freeman();
        check.withoutToken();
        check.withToken();
        check.manyCountries();
        check.others();
        check.cost();
        check.drift();
        check.companies();
        return new Goals(check.goals);
    }

    private void freeman() {
        List<PublishedTable.Cell> cells = PublishedTable.cells();
        long near = cells.stream()
                .filter(cell -> Math.abs(median(cell) - cell.challenges()) <= 1)
                .count();
        goals.add(new Goal(
                "G1",
                "Freeman's model: published medians met within ±1",
                near + " of " + cells.size(),
                "at least 34 of 36",
                near >= 34));
    }

    private double median(PublishedTable.Cell cell) {
        double[] counts = evaluation.counts(cell).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        return counts.length == 0 ? Double.NaN : new Median().evaluate(counts);
    }

    private void withoutToken() {
        for (Attacker attacker : List.of(Attacker.VPN, Attacker.TARGETED, Attacker.RESIDENTIAL)) {
            Sample ours = rate(Evaluation.ONE_COUNTRY, "Gatehouse", attacker, 0.99);
            Sample freeman = rate(Evaluation.ONE_COUNTRY, "Freeman", attacker, 0.99);
            goals.add(Goal.atMost("G2", "no token, " + attacker.label() + " .99", ours, WITHOUT_TOKEN.get(attacker)));
            goals.add(new Goal(
                    "G2",
                    "the same, by Freeman's",
                    String.format(Locale.ROOT, "%.2f (%s)", ours.mean() / freeman.mean(), freeman.percent()),
                    "at most 0.5",
                    ours.mean() <= freeman.mean() / 2));
        }
    }

    private void withToken() {
        for (Attacker attacker : Attacker.values()) {
            if (attacker != Attacker.STOLEN_TOKEN) {
                double tpr = attacker == Attacker.VERY_TARGETED ? VERY_TARGETED_TPR : 0.99;
                goals.add(Goal.atMost(
                        "G3",
                        "token, 10 % lost, " + attacker.label() + (tpr == 0.99 ? " .99" : " .83"),
                        rate(Evaluation.ONE_COUNTRY, "Gatehouse with device token", attacker, tpr),
                        0.05));
            }
        }
    }

    private void manyCountries() {
        for (Attacker attacker : PUBLISHED) {
            goals.add(Goal.atMost(
                    "G4",
                    "20 % live elsewhere, " + attacker.label() + " .99",
                    rate(Evaluation.MANY_COUNTRIES, "Gatehouse", attacker, 0.99),
                    0.10));
        }
        for (Attacker attacker : PUBLISHED) {
            double home = figures.of(Evaluation.MANY_COUNTRIES, "Gatehouse", attacker, "home", "tpr")
                    .mean();
            double minority = figures.of(Evaluation.MANY_COUNTRIES, "Gatehouse", attacker, "minority", "tpr")
                    .mean();
            goals.add(new Goal(
                    "G4",
                    attacker.label() + " .95: caught at home, elsewhere",
                    percent(home) + ", " + percent(minority),
                    "at most 10 points apart",
                    home - minority <= 0.10));
        }
    }

    private void others() {
        for (Attacker attacker : List.of(Attacker.NAIVE, Attacker.VPN, Attacker.TARGETED, Attacker.RESIDENTIAL)) {
            double best = Comparison.names().stream()
                    .mapToDouble(name ->
                            rate(Evaluation.ONE_COUNTRY, name, attacker, 0.99).mean())
                    .min()
                    .orElseThrow();
            Sample ours = rate(Evaluation.ONE_COUNTRY, "Gatehouse", attacker, 0.99);
            goals.add(new Goal(
                    "G5",
                    "no token, " + attacker.label() + " .99; the best of four other formulas",
                    ours.percent() + "; " + percent(best),
                    "fewer than it",
                    ours.mean() < best));
        }
    }

    private void cost() {
        double millis = figures.of(CostStudy.P99_MILLIS).mean();
        goals.add(new Goal(
                "G6",
                "p99 of CPU: read, score, learn, write",
                String.format(Locale.ROOT, "%.3f ms", millis),
                "below 1 ms",
                millis < 1));
        double bytes = figures.of(CostStudy.BYTES).mean();
        goals.add(new Goal(
                "G6",
                "largest profile",
                String.format(Locale.ROOT, "%.0f bytes", bytes),
                "at most 4,000",
                bytes <= 4000));
        double growth = figures.of(CostStudy.GROWTH).mean();
        goals.add(new Goal(
                "G6",
                "cost after 10,000 logins by that after 100",
                String.format(Locale.ROOT, "%.2f", growth),
                "flat: at most 1.2",
                growth <= 1.2));
    }

    private void drift() {
        Sample rate = figures.of(DriftStudy.RATE);
        goals.add(new Goal(
                "G7",
                "drifted log, token: challenge rate after 60 days for a target of 5 %",
                rate.percent(),
                "3 to 7 %",
                Math.abs(rate.mean() - DriftStudy.TARGET) <= 0.02));
        Sample worst = figures.of(DriftStudy.WORST);
        goals.add(new Goal(
                "G7",
                "the same, the week farthest from it",
                worst.percent(),
                "3 to 7 %",
                Math.abs(worst.mean() - DriftStudy.TARGET) <= 0.02));
    }

    private void companies() {
        String centre = CompanyFigures.CALL_CENTRE;
        goals.add(Goal.atMost(
                "G8", "call centre: own logins challenged", figures.of(centre, CompanyFigures.CHALLENGED), 0.02));
        CompanyFigures.goals()
                .forEach((attacker, least) -> goals.add(Goal.atLeast(
                        "G8",
                        "call centre: caught, " + CompanyFigures.label(attacker),
                        figures.of(centre, attacker),
                        least)));
        goals.add(Goal.atMost("G8", "call centre: person, p99", figures.of(centre, CompanyFigures.P99), 0.15));
        goals.add(Goal.atMost("G8", "call centre: person, most", figures.of(centre, CompanyFigures.MAX), 0.25));
        Sample longest = figures.of(centre, CompanyFigures.LONGEST);
        goals.add(new Goal(
                "G8", "call centre: longest run of a person", longest.number(), "at most 6", longest.mean() <= 6));
        goals.add(Goal.atMost(
                "G8",
                "call centre: worst week, for a rate of 5 %",
                figures.of(centre, CompanyFigures.WORST_WEEK),
                0.07));
        goals.add(Goal.atMost(
                "G8",
                "team of ten: own logins challenged",
                figures.of(CompanyFigures.SMALL_TEAM, CompanyFigures.CHALLENGED),
                0.05));
    }

    private Sample rate(String realm, String scorer, Attacker attacker, double tpr) {
        return figures.of(realm, scorer, attacker, tpr, "rate");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
