package dev.gatehouse.testsupport.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSummaryTest {

    @TempDir
    Path project;

    @Test
    void countsEachTestOnceAndNamesTheSlowestClassFirst() throws IOException {
        report(
                "authenticator",
                "surefire",
                "RulesTest",
                1.5,
                "<testcase name=\"one\"/><testcase name=\"two\"><skipped/></testcase>");
        report("integration-tests", "failsafe", "LoginTest", 1_042.0, "<testcase name=\"a\"/><testcase name=\"b\"/>");
        List<String> lines = TestSummary.lines(TestReports.below(project, Instant.EPOCH));
        assertThat(lines).contains("Tests executed: 3, of which 2 against a server; skipped: 1.");
        assertThat(lines.stream().filter(line -> line.contains(" s  ")))
                .containsExactly("  1042.0 s  LoginTest (2)", "     1.5 s  RulesTest (1)");
        assertThat(lines).noneMatch(line -> line.startsWith("Flaky"));
    }

    @Test
    void showsWithItsFirstFailureWhatPassedOnlyInTheSecondRun() throws IOException {
        report(
                "integration-tests",
                "failsafe",
                "LoginTest",
                3,
                "<testcase name=\"a\"><flakyFailure message=\"too late\"><stackTrace>expected 1 but was 2\n at line 7</stackTrace></flakyFailure></testcase>");
        assertThat(TestSummary.lines(TestReports.below(project, Instant.EPOCH)))
                .containsSequence(
                        "Flaky: failed at first, passed when run again. Fix these.",
                        "  LoginTest.a",
                        "      expected 1 but was 2",
                        "       at line 7");
    }

    @Test
    void leavesOutWhatAnEarlierRunHasReported() throws IOException {
        report("authenticator", "surefire", "OldTest", 1, "<testcase name=\"a\"/>");
        Files.setLastModifiedTime(
                project.resolve("authenticator/target/surefire-reports/TEST-OldTest.xml"),
                FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        report("authenticator", "surefire", "NewTest", 1, "<testcase name=\"a\"/>");
        assertThat(TestReports.below(project, Instant.parse("2026-06-01T00:00:00Z")))
                .extracting(TestReports.TestClass::name)
                .containsExactly("NewTest");
    }

    private void report(String module, String plugin, String name, double seconds, String cases) throws IOException {
        Path folder = Files.createDirectories(
                project.resolve(module).resolve("target").resolve(plugin + "-reports"));
        Files.writeString(
                folder.resolve("TEST-" + name + ".xml"),
                "<testsuite name=\"%s\" time=\"%s\">%s</testsuite>".formatted(name, seconds, cases));
    }
}
