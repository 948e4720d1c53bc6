package dev.gatehouse.bench.lab.evaluate;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lab evaluate}. */
@Command(
        name = "evaluate",
        description =
                "Measures on synthetic logs how often users are challenged when a given share of attackers is caught, and compares the figures with the goals G1 to G8.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the evaluation ran, whatever its result",
            "1:with --strict: a goal is missed",
            "2:wrong usage"
        })
public final class EvaluateCommand implements Callable<Integer> {

    @Option(
            names = "--small",
            description = "A small evaluation of at most a minute, for automated builds. Its figures vary more.")
    private boolean small;

    @Option(names = "--seeds", description = "Number of logs of each kind (default: 5).")
    private Integer seeds;

    @Option(names = "--users", description = "Users of each log (default: 20000).")
    private Integer users;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Also writes report.md and the pictures into this folder.")
    private Path out;

    @Option(names = "--strict", description = "Exits with an error if a goal is missed.")
    private boolean strict;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Evaluation.Size size = small ? Evaluation.Size.small() : Evaluation.Size.full();
        PrintWriter err = spec.commandLine().getErr();
        Evaluation evaluation = new Evaluation(
                new Evaluation.Size(
                        seeds == null ? size.seeds() : seeds, users == null ? size.users() : users, size.days()),
                step -> err.println("… " + step));
        evaluation.run();
        Goals goals = GoalCheck.of(evaluation);
        List<String> report = new ArrayList<>(MarkdownReport.of(evaluation, goals));
        report.add("");
        report.add(MarkdownReport.caption(evaluation) + ".");
        PrintWriter print = spec.commandLine().getOut();
        report.forEach(print::println);
        print.println(
                goals.failed() == 0
                        ? "All goals are reached."
                        : goals.failed() + " of " + goals.goals().size() + " figures miss their target.");
        print.flush();
        if (out != null) {
            Files.createDirectories(out);
            Files.write(out.resolve("report.md"), report);
            List<String> pictures = new Pictures(evaluation).writeTo(out);
            err.println("report.md, " + String.join(", ", pictures) + " are in " + out);
        }
        return strict && goals.failed() > 0 ? 1 : 0;
    }
}
