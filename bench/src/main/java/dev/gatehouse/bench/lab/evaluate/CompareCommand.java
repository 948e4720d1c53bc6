package dev.gatehouse.bench.lab.evaluate;

import dev.gatehouse.bench.lab.log.Attacker;
import dev.gatehouse.bench.lab.log.BadRows;
import dev.gatehouse.bench.lab.log.LogReader;
import dev.gatehouse.bench.lab.log.LoginRow;
import dev.gatehouse.bench.lab.log.UnusableLogException;
import dev.gatehouse.bench.lab.score.FreemanScorer;
import dev.gatehouse.bench.lab.score.GatehouseScorer;
import dev.gatehouse.bench.lab.score.Scorer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab compare}. */
@Command(
        name = "compare",
        description =
                "Scores one log with Gatehouse's model, Freeman's and the formulas of other systems, and shows how many logins each challenges for the same "
                        + "share of attackers caught. Histories are in memory: about 2 KB for each login.",
        showDefaultValues = true)
public final class CompareCommand implements Callable<Integer> {

    private static final int MAX_LISTED = 10;

    @Parameters(paramLabel = "LOG", description = "The log, sorted by time, with takeovers; see generate.")
    private Path log;

    @Option(names = "--tpr", description = "The share of attackers to catch.")
    private double tpr = 0.99;

    @Option(names = "--drop-user", paramLabel = "ID", description = "Leaves a user out; may be repeated.")
    private Set<String> dropped = Set.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!(tpr > 0 && tpr <= 1)) {
            throw new IllegalArgumentException("--tpr must be above 0 and at most 1.");
        }
        BadRows bad = new BadRows(MAX_LISTED);
        Run run;
        try (LogReader reader = new LogReader(Files.newBufferedReader(log), bad)) {
            run = Run.through(rows(reader), scorers());
        }
        List<Attacker> attackers = Stream.of(Attacker.values())
                .filter(kind -> run.scored(0).of(kind).length > 0)
                .toList();
        if (attackers.isEmpty()) {
            throw new UnusableLogException(
                    "The log has no takeover of a user who had logged in before, so there is nothing to compare.");
        }
        PrintWriter print = spec.commandLine().getOut();
        table(run, attackers).forEach(print::println);
        print.flush();
        bad.report().forEach(spec.commandLine().getErr()::println);
        return bad.total() == 0 ? 0 : 1;
    }

    private Stream<LoginRow> rows(Iterator<LoginRow> reader) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(reader, Spliterator.ORDERED), false)
                .filter(row -> !dropped.contains(row.user()));
    }

    private static List<Scorer<?>> scorers() {
        List<Scorer<?>> scorers =
                new ArrayList<>(List.of(new GatehouseScorer(true), new GatehouseScorer(false), new FreemanScorer()));
        scorers.addAll(Comparison.others());
        return scorers;
    }

    private List<String> table(Run run, List<Attacker> attackers) {
        List<String> lines = new ArrayList<>();
        StringBuilder head =
                new StringBuilder("| Logins asked at TPR ").append(tpr).append(" |");
        attackers.forEach(attacker -> head.append(' ').append(attacker.label()).append(" |"));
        lines.add(head.toString());
        lines.add("| --- |" + " ---: |".repeat(attackers.size()));
        for (int scorer = 0; scorer < run.scorers(); scorer++) {
            Measurement measured = new Measurement(run, scorer);
            StringBuilder line =
                    new StringBuilder("| ").append(run.name(scorer)).append(" |");
            attackers.forEach(attacker ->
                    line.append(String.format(Locale.ROOT, " %.1f %% |", 100 * measured.fpr(attacker, tpr))));
            lines.add(line.toString());
        }
        return lines;
    }
}
