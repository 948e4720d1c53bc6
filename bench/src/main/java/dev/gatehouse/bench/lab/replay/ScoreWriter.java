package dev.gatehouse.bench.lab.replay;

import dev.gatehouse.bench.lab.log.Attacker;
import dev.gatehouse.bench.lab.log.LoginRow;
import dev.gatehouse.risk.model.Assessment;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes one line per scored login: score, extent of the history, and the contributions in nats. */
final class ScoreWriter implements AutoCloseable {

    private final CSVPrinter printer;

    ScoreWriter(Writer out) throws IOException {
        printer = CSVFormat.DEFAULT
                .builder()
                .setHeader(
                        "index",
                        "Login Timestamp",
                        "User ID",
                        "Score",
                        "History",
                        "Reasons",
                        "Is Account Takeover",
                        "Attacker Kind")
                .setRecordSeparator('\n')
                .get()
                .print(out);
    }

    void write(LoginRow row, Assessment assessment) throws IOException {
        String reasons = assessment.contributions().stream()
                .map(contribution -> contribution.kind().code() + " " + rounded(contribution.nats()))
                .collect(Collectors.joining("; "));
        printer.printRecord(
                row.index(),
                row.time(),
                row.user(),
                rounded(assessment.score()),
                assessment.history().name().toLowerCase(Locale.ROOT),
                reasons,
                row.takeover(),
                row.attacker().map(Attacker::label).orElse(""));
    }

    /** Two decimals; String.format would take longer than the scoring. */
    private static String rounded(double nats) {
        return Double.toString(Math.rint(nats * 100) / 100);
    }

    @Override
    public void close() throws IOException {
        printer.close(true);
    }
}
