package dev.gatehouse.bench.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.admin.logins.Feedback;
import dev.gatehouse.admin.logins.FeedbackCsv;
import dev.gatehouse.admin.logins.FeedbackLabel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the server exports counts as labels. The files are written by the server's own class. */
class LabelsTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private static Feedback feedback(String user, FeedbackLabel label, String verdict, String score) {
        Instant time = Instant.parse("2026-12-01T08:00:00Z");
        return new Feedback(
                "e", user, label, time, verdict, score, "3.00", "score travel(+1.5)", "NO", "=1+1", "admin", time);
    }

    private static List<Feedback> some() {
        List<Feedback> all = new ArrayList<>();
        for (int user = 0; user < 10; user++) {
            all.add(feedback("u" + user, FeedbackLabel.OWNER, "would_ask", "-1.50"));
            all.add(feedback("u" + user, FeedbackLabel.OWNER, "ask", "5.00"));
            all.add(feedback("u" + user, FeedbackLabel.STRANGER, "ask", user < 5 ? "4.00" : "12.25"));
        }
        return all;
    }

    @Test
    void theShareOfEachLabelThatWasChallengedAndWouldBeIsShown() throws IOException {
        assertThat(run(exported(some()))).isZero();
        assertThat(out.toString())
                .startsWith("30 labelled logins of 10 users\n")
                .contains("| it was not | 10 | 100.0 % | 100.0 % |\n")
                .contains("| it was them | 20 | 50.0 % | 100.0 % |\n")
                .contains("| 4.00 | 100.0 % | 50.0 % |\n")
                .contains("| 6.00 | 50.0 % | 0.0 % |\n")
                .contains("| 5.00 (5.0 % of \"it was them\") | 50.0 % | 50.0 % |\n");
    }

    @Test
    void theAreaUnderTheCurveHasAnInterval() throws IOException {
        run(exported(some()));
        // Five of the strangers are above all own logins, and five above half of them.
        assertThat(out.toString())
                .containsPattern(
                        "AUC 0\\.750, 95 % interval 0\\.[56]\\d\\d to 0\\.[89]\\d\\d \\(bootstrap over users\\)");
    }

    @Test
    void aThresholdOfOnesOwnIsTried() throws IOException {
        assertThat(run(exported(some()), "--threshold", "-1.5")).isZero();
        assertThat(out.toString()).contains("| -1.50 | 100.0 % | 100.0 % |\n").doesNotContain("| -10.00 |");
    }

    @Test
    void labelsOfOneKindAloneHaveNoArea() throws IOException {
        assertThat(run(exported(List.of(feedback("u1", FeedbackLabel.OWNER, "pass", "1.00")))))
                .isZero();
        assertThat(out.toString())
                .contains("| it was not | 0 | – | – |", "| 0.00 | – | 100.0 % |", "AUC: needs logins of both labels");
    }

    @Test
    void oneUserAloneHasNoInterval() throws IOException {
        run(exported(List.of(
                feedback("u1", FeedbackLabel.OWNER, "pass", "1.00"),
                feedback("u1", FeedbackLabel.STRANGER, "ask", "1.00"))));
        assertThat(out.toString()).contains("AUC 0.500, 95 % interval –");
    }

    @Test
    void aLoginWithoutAScoreIsCountedAndReported() throws IOException {
        List<Feedback> all = new ArrayList<>(some());
        all.add(feedback("u1", FeedbackLabel.OWNER, "ask", ""));
        assertThat(run(exported(all))).isEqualTo(1);
        assertThat(err.toString()).contains("1 line could not be read:", "line 32: no score");
        assertThat(out.toString()).startsWith("30 labelled logins");
    }

    @Test
    void anExportWithoutLabelsAndAnotherFileAreRejected() throws IOException {
        assertThat(run(exported(List.of()))).isEqualTo(2);
        assertThat(err.toString()).contains("no labelled login with a score");
        Path other = folder.resolve("other.csv");
        Files.writeString(other, "section,item\r\ntotal,\r\n");
        assertThat(run(other)).isEqualTo(2);
        assertThat(err.toString()).contains("lacks the columns user_id, label, verdict, score");
    }

    private Path exported(List<Feedback> feedback) throws IOException {
        Path file = folder.resolve("feedback.csv");
        Files.writeString(file, FeedbackCsv.of(feedback));
        return file;
    }

    private int run(Path file, String... options) {
        CommandLine line = Lab.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        List<String> arguments = new ArrayList<>(List.of("labels", file.toString()));
        arguments.addAll(List.of(options));
        return line.execute(arguments.toArray(String[]::new));
    }
}
