package dev.gatehouse.bench.lab;

import dev.gatehouse.bench.lab.evaluate.CompareCommand;
import dev.gatehouse.bench.lab.evaluate.EvaluateCommand;
import dev.gatehouse.bench.lab.evaluate.LabelsCommand;
import dev.gatehouse.bench.lab.events.EventsCommand;
import dev.gatehouse.bench.lab.generator.GenerateCommand;
import dev.gatehouse.bench.lab.log.UnusableLogException;
import dev.gatehouse.bench.lab.replay.ReplayCommand;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The laboratory of the risk model, a command-line tool. */
@Command(
        name = "lab",
        description =
                "The laboratory of the risk model: generates login logs, replays them, and measures the model, alone and compared with others.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            GenerateCommand.class,
            ReplayCommand.class,
            EvaluateCommand.class,
            CompareCommand.class,
            EventsCommand.class,
            LabelsCommand.class
        })
public final class Lab {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this help.")
    private boolean help;

    private Lab() {}

    /** The command line, ready to run or to print its help. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Lab());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((e, command, result) -> {
            if (e instanceof UnusableLogException || e instanceof IllegalArgumentException) {
                command.getErr().println(e.getMessage());
            } else if (e instanceof NoSuchFileException) {
                command.getErr().println("File not found: " + e.getMessage() + ".");
            } else {
                throw e;
            }
            return 2;
        });
        return line;
    }

    public static void main(String[] args) {
        // Charts are rendered without a display.
        System.setProperty("java.awt.headless", "true");
        System.exit(commandLine().execute(args));
    }
}
