package dev.gatehouse.bench.lab.evaluate;

import dev.gatehouse.bench.lab.log.BadRows;
import dev.gatehouse.bench.lab.log.Labels;
import dev.gatehouse.bench.lab.log.Labels.Labelled;
import dev.gatehouse.bench.lab.log.UnusableLogException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab labels}. */
@Command(
        name = "labels",
        description =
                "Shows what share of the logins that administrators have labelled \"it was them\" and \"it was not\" was challenged, and would be at "
                        + "other thresholds, and how well the score tells the two apart.")
public final class LabelsCommand implements Callable<Integer> {

    private static final int MAX_LISTED = 10;
    private static final double[] RATES = {0.01, 0.02, 0.05, 0.1};
    private static final int LOWEST = -10;
    private static final int HIGHEST = 20;
    private static final int STEP = 2;

    @Parameters(paramLabel = "FILE", description = "The export: GET …/gatehouse/feedback?format=csv.")
    private Path file;

    @Option(
            names = "--threshold",
            paramLabel = "NATS",
            description = "A threshold to try; may be repeated. Every second one from -10 to 20 unless given.")
    private List<Double> thresholds = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        BadRows bad = new BadRows(MAX_LISTED);
        List<Labelled> labels;
        try (Reader in = Files.newBufferedReader(file)) {
            labels = Labels.read(in, bad);
        }
        bad.report().forEach(spec.commandLine().getErr()::println);
        if (labels.isEmpty()) {
            throw new UnusableLogException(file + " has no labelled login with a score.");
        }
        PrintWriter print = spec.commandLine().getOut();
        report(labels).forEach(print::println);
        print.flush();
        return bad.total() == 0 ? 0 : 1;
    }

    private List<String> report(List<Labelled> labels) {
        double[] own = scores(labels, label -> !label.isStranger());
        double[] strangers = scores(labels, Labelled::isStranger);
        List<String> lines = new ArrayList<>();
        lines.add(labels.size() + " labelled logins of "
                + labels.stream().map(Labelled::user).distinct().count() + " users");
        lines.add("");
        lines.add("| Label | Logins | Challenged | Would have been, too |");
        lines.add("| --- | ---: | ---: | ---: |");
        lines.add(decided("it was not", labels, Labelled::isStranger));
        lines.add(decided("it was them", labels, label -> !label.isStranger()));
        lines.add("");
        lines.add("| Threshold | \"It was not\" challenged | \"It was them\" challenged |");
        lines.add("| ---: | ---: | ---: |");
        tried().forEach(threshold -> lines.add(atThreshold(decimal(threshold), threshold, own, strangers)));
        if (own.length > 0) {
            for (double rate : RATES) {
                double threshold = Threshold.at(own, rate);
                lines.add(atThreshold(
                        decimal(threshold) + " (" + percent(rate) + " of \"it was them\")", threshold, own, strangers));
            }
        }
        lines.add("");
        lines.add(separation(labels, own.length, strangers.length));
        return lines;
    }

    private List<Double> tried() {
        return thresholds.isEmpty()
                ? IntStream.rangeClosed(LOWEST / STEP, HIGHEST / STEP)
                        .mapToObj(half -> (double) STEP * half)
                        .toList()
                : thresholds;
    }

    private static double[] scores(List<Labelled> labels, Predicate<Labelled> kind) {
        return labels.stream()
                .filter(kind)
                .mapToDouble(Labelled::score)
                .sorted()
                .toArray();
    }

    private static String decided(String name, List<Labelled> labels, Predicate<Labelled> kind) {
        List<Labelled> of = labels.stream().filter(kind).toList();
        return "| " + name + " | " + of.size() + " | " + share(of, Labelled::isChallenged) + " | "
                + share(of, Labelled::isSuspicious) + " |";
    }

    private static String share(List<Labelled> of, Predicate<Labelled> decided) {
        return percent((double) of.stream().filter(decided).count() / of.size());
    }

    private static String atThreshold(String name, double threshold, double[] own, double[] strangers) {
        return "| " + name + " | " + percent(Threshold.shareChallenged(strangers, threshold)) + " | "
                + percent(Threshold.shareChallenged(own, threshold)) + " |";
    }

    private static String separation(List<Labelled> labels, int own, int strangers) {
        if (own == 0 || strangers == 0) {
            return "AUC: needs logins of both labels";
        }
        Map<String, List<Labelled>> users = labels.stream().collect(Collectors.groupingBy(Labelled::user));
        RocArea area = RocArea.of(users.values().stream()
                .map(of ->
                        new RocArea.Scores(scores(of, label -> !label.isStranger()), scores(of, Labelled::isStranger)))
                .toList());
        return "AUC " + number(area.area()) + ", 95 % interval "
                + (Double.isNaN(area.low()) ? "–" : number(area.low()) + " to " + number(area.high()))
                + " (bootstrap over users)";
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
