package dev.gatehouse.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how long the set-up of a large realm, its examination and undoing take. */
@Command(
        name = "setup",
        description = "Measures set-up, doctor and undo of a realm with many clients, providers and roles.",
        mixinStandardHelpOptions = true)
final class SetupCommand implements Callable<Integer> {

    private static final int MEDIAN = 50;
    private static final double MOST_MILLIS = 5000;
    private static final double MOST_MILLIS_OF_REFERENCE = 1000;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "200",
            description = "Clients of the realm; ${DEFAULT-VALUE} unless given.")
    private int clients;

    @Option(
            names = "--providers",
            paramLabel = "N",
            defaultValue = "20",
            description = "Identity providers of the realm; ${DEFAULT-VALUE} unless given.")
    private int providers;

    @Option(
            names = "--roles",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Roles of the realm; ${DEFAULT-VALUE} unless given.")
    private int roles;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "How often everything is done after a first round, right after the start; ${DEFAULT-VALUE} unless given.")
    private int rounds;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "target/load",
            description = "Where setup.md is written; ${DEFAULT-VALUE} unless given.")
    private Path out;

    @Override
    public Integer call() {
        if (clients < 1 || providers < 1 || roles < 1 || rounds < 1) {
            throw new IllegalArgumentException("--clients, --providers, --roles and --rounds must be 1 or more.");
        }
        ProcFs.require();
        LargeRealm realm = new LargeRealm(clients, providers, roles);
        List<SetupRound> measured = new ArrayList<>();
        List<Double> loadAverages = new ArrayList<>();
        try (Site site = new Site(Software.GATEHOUSE, "gatehouse", Hash.DEFAULT, List.of())) {
            realm.addTo(site);
            SetupRound first = SetupRound.run(site);
            System.err.println(first);
            for (int round = 0; round < rounds; round++) {
                measured.add(SetupRound.run(site));
                loadAverages.add(ProcFs.loadAverage());
                System.err.println(measured.get(round));
            }
            return report(realm, first, measured, loadAverages);
        }
    }

    private int report(LargeRealm realm, SetupRound first, List<SetupRound> measured, List<Double> loadAverages) {
        Markdown report = new Markdown()
                .add("## Set-up of a large realm")
                .add("")
                .add(
                        "%,d clients, of which %,d have a browser flow of their own and %,d a direct grant flow; %,d identity providers, of which %,d have a flow after the login; %,d roles. The plan has %,d steps. %,d rounds, each with empty caches at its beginning, and one before them, right after the start.",
                        realm.clients(),
                        realm.browserFlows(),
                        realm.directGrantFlows(),
                        realm.providers(),
                        realm.postLoginFlows(),
                        realm.roles(),
                        measured.get(0).steps(),
                        measured.size())
                .add("")
                .add("| Call | Right after the start, ms | Median, ms | Least, ms | Most, ms | Goal |")
                .add("| --- | ---: | ---: | ---: | ---: | --- |")
                .add(line("Plan", first, measured, SetupRound::plan))
                .add(line("Apply", first, measured, SetupRound::apply))
                .add(line("Set-up: plan and apply", first, measured, SetupRound::setup, MOST_MILLIS))
                .add(line("A second plan, which is empty", first, measured, SetupRound::secondPlan))
                .add(line("Doctor", first, measured, SetupRound::doctor, MOST_MILLIS))
                .add(line("Undo", first, measured, SetupRound::undo, MOST_MILLIS))
                .add(line(
                        "Doctor in the reference realm",
                        first,
                        measured,
                        SetupRound::doctorOfReference,
                        MOST_MILLIS_OF_REFERENCE))
                .add("")
                .add(
                        "A goal is met if the slowest of the rounds is within it; the one right after the start does not count. Load average of the machine after each round: %s.",
                        loadAverages);
        Load.publish(out, "setup.md", report);
        boolean isMet = most(measured, SetupRound::setup) <= MOST_MILLIS
                && most(measured, SetupRound::doctor) <= MOST_MILLIS
                && most(measured, SetupRound::undo) <= MOST_MILLIS
                && most(measured, SetupRound::doctorOfReference) <= MOST_MILLIS_OF_REFERENCE;
        return isMet ? 0 : 1;
    }

    private static String line(
            String call,
            SetupRound first,
            List<SetupRound> measured,
            ToDoubleFunction<SetupRound> figure,
            double mostMillis) {
        String outcome = most(measured, figure) <= mostMillis ? "met" : "missed";
        return row(
                call,
                first,
                measured,
                figure,
                String.format(Locale.ROOT, "%,.0f at most: **%s**", mostMillis, outcome));
    }

    private static String line(
            String call, SetupRound first, List<SetupRound> measured, ToDoubleFunction<SetupRound> figure) {
        return row(call, first, measured, figure, "");
    }

    private static String row(
            String call,
            SetupRound first,
            List<SetupRound> measured,
            ToDoubleFunction<SetupRound> figure,
            String goal) {
        double[] values = measured.stream().mapToDouble(figure).toArray();
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %,.0f | %,.0f | %s |",
                call,
                figure.applyAsDouble(first),
                StatUtils.percentile(values, MEDIAN),
                StatUtils.min(values),
                StatUtils.max(values),
                goal);
    }

    private static double most(List<SetupRound> measured, ToDoubleFunction<SetupRound> figure) {
        return measured.stream().mapToDouble(figure).max().orElseThrow();
    }
}
