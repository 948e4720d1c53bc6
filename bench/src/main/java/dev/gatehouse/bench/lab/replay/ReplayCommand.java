package dev.gatehouse.bench.lab.replay;

import com.sun.management.OperatingSystemMXBean;
import dev.gatehouse.bench.lab.log.BadRows;
import dev.gatehouse.bench.lab.log.LogReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab replay}. */
@Command(
        name = "replay",
        description =
                "Scores every login of a log with the columns of the RBA data set, of any length, in bounded memory. The log must be sorted by "
                        + "time, within a minute; otherwise it is refused, with the line. Unreadable lines are counted and reported.",
        showDefaultValues = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every line was read",
            "1:some lines could not be read",
            "2:wrong usage, or a log that cannot be used"
        })
public final class ReplayCommand implements Callable<Integer> {

    @Parameters(paramLabel = "LOG", description = "The log, CSV with a header.")
    private Path log;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Output file for the scores, CSV; without it, they are only counted.")
    private Path out;

    @Option(names = "--max-rows", paramLabel = "N", description = "Stops after this many rows.")
    private long maxRows = Long.MAX_VALUE;

    @Option(
            names = "--drop-user",
            paramLabel = "ID",
            description = "Leaves a user out, such as the data set's pseudo-user; may be repeated.")
    private Set<String> dropped = Set.of();

    @Option(names = "--bad-rows", paramLabel = "N", description = "How many unreadable lines are reported one by one.")
    private int listed = 10;

    @Option(names = "--temp", paramLabel = "DIR", description = "Folder for the profiles while the command runs.")
    private Path temp = Path.of(System.getProperty("java.io.tmpdir"));

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        BadRows bad = new BadRows(listed);
        Replay replay = new Replay(dropped, maxRows);
        long users;
        long start = System.nanoTime();
        try (Progress progress = new Progress("replay", Files.size(log));
                LogReader reader = new LogReader(
                        new InputStreamReader(progress.counting(Files.newInputStream(log)), StandardCharsets.UTF_8),
                        bad);
                ProfileFile profiles = new ProfileFile(temp);
                ScoreWriter scores =
                        new ScoreWriter(out == null ? Writer.nullWriter() : Files.newBufferedWriter(out))) {
            replay.run(reader, profiles, scores::write, progress.counter());
            users = profiles.users();
        }
        report(replay, users, Duration.ofNanos(System.nanoTime() - start), bad);
        return bad.total() == 0 ? 0 : 1;
    }

    private void report(Replay replay, long users, Duration time, BadRows bad) {
        double seconds = time.toNanos() / 1e9;
        PrintWriter print = spec.commandLine().getErr();
        print.printf(
                Locale.ROOT,
                "%,d rows, %,d of them left out, %,d logins scored, %,d users%n",
                replay.rows(),
                replay.droppedRows(),
                replay.scored(),
                users);
        double cpu = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
        print.printf(
                Locale.ROOT,
                "%.1f s, %,.0f rows a second; %.1f s of CPU, %,.0f rows for each; %s%n",
                seconds,
                replay.rows() / seconds,
                cpu,
                replay.rows() / cpu,
                Memory.peak());
        bad.report().forEach(print::println);
        print.flush();
    }
}
