package dev.gatehouse.bench.lab.evaluate;

import dev.gatehouse.bench.lab.generator.DriftedLog;
import dev.gatehouse.bench.lab.generator.LoginGenerator;
import dev.gatehouse.bench.lab.generator.RealmPlan;
import dev.gatehouse.bench.lab.generator.SyntheticLog;
import dev.gatehouse.bench.lab.log.Attacker;
import dev.gatehouse.bench.lab.score.FreemanScorer;
import dev.gatehouse.bench.lab.score.GatehouseScorer;
import dev.gatehouse.bench.lab.score.Scorer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * Measures all figures on synthetic logs, after Wiefling et al. (TOPS 2022): each user is attacked once by each kind of attacker, a
 * threshold is set that catches a given share of them, and the challenges of users are counted.
 */
final class Evaluation {

    static final List<Double> TPRS = List.of(0.999, 0.995, 0.99, 0.98, 0.97, 0.95, 0.8276);
    static final int FREEMAN = 0;
    static final int GATEHOUSE = 1;
    static final int WITH_TOKEN = 2;
    static final String ONE_COUNTRY = "one country";
    static final String MANY_COUNTRIES = "many countries";
    static final double MINORITY = 0.2;
    private static final int[] COUNTED = {2, 3, 5, 8, 12, 18, 25, 32, 39};

    private final Size size;
    private final Consumer<String> progress;
    private final Figures figures = new Figures();
    private final Map<PublishedTable.Cell, List<Double>> cells = new HashMap<>();
    private Run first;

    /**
     * The extent of an evaluation.
     *
     * @param seeds the number of logs of each kind, from seed 1
     * @param users users of each log
     * @param days days of each log
     */
    record Size(int seeds, int users, int days) {

        private static final int DRIFTED_SHARE = 10;
        private static final int DRIFTED_LEAST = 300;

        /** The number of users in the drifted log, who log in far more often. */
        int drifted() {
            return Math.max(DRIFTED_LEAST, users / DRIFTED_SHARE);
        }

        static Size full() {
            return new Size(5, 20_000, 365);
        }

        static Size small() {
            return new Size(2, 2000, 365);
        }
    }

    Evaluation(Size size, Consumer<String> progress) {
        this.size = size;
        this.progress = progress;
    }

    /** Runs the whole evaluation; takes minutes. */
    void run() {
        for (int seed = 1; seed <= size.seeds(); seed++) {
            progress.accept("seed " + seed + " of " + size.seeds() + ": one country");
            RealmPlan plan = RealmPlan.standard(seed, size.users(), size.days());
            Run one = measure(ONE_COUNTRY, new SyntheticLog(plan), scorers());
            published(one);
            if (seed == 1) {
                first = one;
            }
            progress.accept("seed " + seed + " of " + size.seeds() + ": many countries");
            measure(MANY_COUNTRIES, new SyntheticLog(plan.withMinority(MINORITY)), scorers());
            progress.accept("seed " + seed + " of " + size.seeds() + ": drifted");
            DriftStudy.measure(new DriftedLog(seed, size.drifted(), DriftStudy.DAYS, 0.05, 0.1), figures);
            progress.accept("seed " + seed + " of " + size.seeds() + ": companies");
            CompanyFigures.measure(seed, figures);
        }
        progress.accept("what a score costs");
        CostStudy.measure(figures);
    }

    private static List<Scorer<?>> scorers() {
        List<Scorer<?>> scorers =
                new ArrayList<>(List.of(new FreemanScorer(), new GatehouseScorer(false), new GatehouseScorer(true)));
        scorers.addAll(Comparison.others());
        return scorers;
    }

    private Run measure(String realm, LoginGenerator log, List<Scorer<?>> scorers) {
        Run run = Run.through(log.rows(), scorers);
        IntPredicate minority = user -> log.isMinority(run.user(user));
        for (int scorer = 0; scorer < scorers.size(); scorer++) {
            String name = run.name(scorer);
            Measurement measured = new Measurement(run, scorer);
            for (Attacker attacker : Attacker.values()) {
                for (double tpr : TPRS) {
                    figures.add(measured.rate(attacker, tpr), realm, name, attacker, tpr, "rate");
                    figures.add(measured.fpr(attacker, tpr), realm, name, attacker, tpr, "fpr");
                }
                figures.add(measured.tprAtFpr(attacker, 0.05), realm, name, attacker, "tpr at 5 %");
            }
            if (scorer <= WITH_TOKEN) {
                detail(realm, name, measured, minority);
            }
        }
        return run;
    }

    private void detail(String realm, String name, Measurement measured, IntPredicate minority) {
        Run run = measured.run();
        for (Attacker attacker : Attacker.values()) {
            for (double tpr : TPRS) {
                double threshold = measured.threshold(attacker, tpr);
                for (int logins : PublishedTable.LOGINS) {
                    IntPredicate group = Group.about(logins).in(run);
                    figures.add(
                            measured.challenges().median(threshold, logins, group),
                            realm,
                            name,
                            attacker,
                            tpr,
                            "median",
                            logins);
                    figures.add(
                            measured.challenges().mean(threshold, logins, group),
                            realm,
                            name,
                            attacker,
                            tpr,
                            "mean",
                            logins);
                }
            }
            for (Group group : Group.BY_FREQUENCY) {
                figures.add(measured.fpr(attacker, 0.99, group.in(run)), realm, name, attacker, group, "fpr");
            }
            figures.add(measured.rate(attacker, 0.99, minority), realm, name, attacker, "minority", "rate");
            figures.add(measured.rate(attacker, 0.99, minority.negate()), realm, name, attacker, "home", "rate");
            figures.add(measured.tpr(attacker, 0.95, minority), realm, name, attacker, "minority", "tpr");
            figures.add(measured.tpr(attacker, 0.95, minority.negate()), realm, name, attacker, "home", "tpr");
        }
        double threshold = measured.threshold(Attacker.TARGETED, 0.99);
        for (int logins : COUNTED) {
            figures.add(measured.challenges().mean(threshold, logins, user -> true), realm, name, "mean", logins);
        }
    }

    private void published(Run run) {
        Measurement measured = new Measurement(run, FREEMAN);
        for (PublishedTable.Cell cell : PublishedTable.cells()) {
            for (double count : measured.challenges()
                    .perUser(
                            measured.threshold(cell.attacker(), cell.tpr()),
                            cell.logins(),
                            Group.about(cell.logins()).in(run))) {
                cells.computeIfAbsent(cell, none -> new ArrayList<>()).add(count);
            }
        }
    }

    static int[] counted() {
        return COUNTED.clone();
    }

    Figures figures() {
        return figures;
    }

    /** The run with the first seed, for pictures. */
    Run firstRun() {
        return first;
    }

    /** The challenge counts of Freeman's model in a published cell, over all seeds. */
    List<Double> counts(PublishedTable.Cell cell) {
        return cells.getOrDefault(cell, List.of());
    }

    Size size() {
        return size;
    }
}
