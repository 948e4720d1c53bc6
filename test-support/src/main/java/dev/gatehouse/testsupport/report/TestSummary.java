package dev.gatehouse.testsupport.report;

import dev.gatehouse.testsupport.report.TestReports.Flake;
import dev.gatehouse.testsupport.report.TestReports.TestClass;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Prints a summary of a test run: the slowest classes, the number of tests, and the flaky ones. */
public final class TestSummary {

    private static final int SLOWEST = 10;
    private static final int LINES_OF_A_FAILURE = 12;

    private TestSummary() {}

    /** Reads the reports of all modules below the folder in the first argument, since the instant in the second one (ISO 8601). */
    public static void main(String[] arguments) {
        lines(TestReports.below(Path.of(arguments[0]).toAbsolutePath().normalize(), Instant.parse(arguments[1])))
                .forEach(System.out::println);
    }

    static List<String> lines(List<TestClass> classes) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("The slowest classes of tests:");
        classes.stream()
                .sorted(Comparator.comparingDouble(TestClass::seconds).reversed())
                .limit(SLOWEST)
                .forEach(each -> lines.add(
                        String.format(Locale.ROOT, "%8.1f s  %s (%d)", each.seconds(), each.name(), each.run())));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "Tests executed: %d, of which %d against a server; skipped: %d.",
                sum(classes, false),
                sum(classes, true),
                classes.stream().mapToInt(TestClass::skipped).sum()));
        List<Flake> flakes =
                classes.stream().flatMap(each -> each.flakes().stream()).toList();
        if (!flakes.isEmpty()) {
            lines.add("");
            lines.add("Flaky: failed at first, passed when run again. Fix these.");
            for (Flake flake : flakes) {
                lines.add("  " + flake.test());
                flake.failure().lines().limit(LINES_OF_A_FAILURE).forEach(line -> lines.add("      " + line));
            }
        }
        lines.add("");
        return lines;
    }

    private static int sum(List<TestClass> classes, boolean onServerOnly) {
        return classes.stream()
                .filter(each -> each.onServer() || !onServerOnly)
                .mapToInt(TestClass::run)
                .sum();
    }
}
