package dev.gatehouse.bench.lab.log;

import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes a log, with the columns of the data set and the additional ones. */
public final class LogWriter implements AutoCloseable {

    private final CSVPrinter printer;

    /** Writes the header. Closing this writer closes {@code out}. */
    public LogWriter(Writer out) throws IOException {
        String[] headers = Arrays.stream(Column.values()).map(Column::header).toArray(String[]::new);
        printer = CSVFormat.DEFAULT
                .builder()
                .setHeader(headers)
                .setRecordSeparator('\n')
                .get()
                .print(out);
    }

    /** Writes one line. */
    public void write(LoginRow row) throws IOException {
        printer.printRecord(
                row.index(),
                Timestamp.write(row.time()),
                row.user(),
                row.roundTripMillis().isPresent() ? row.roundTripMillis().getAsDouble() : "",
                row.origin().address(),
                row.origin().country(),
                row.origin().region(),
                row.origin().city(),
                row.origin().asn(),
                row.client().userAgent(),
                row.client().browser(),
                row.client().system(),
                row.client().deviceType(),
                written(row.successful()),
                written(row.attackIp()),
                written(row.takeover()),
                row.attacker().map(Attacker::label).orElse(""),
                row.token().map(DeviceToken::label).orElse(""));
    }

    private static String written(boolean value) {
        return value ? "True" : "False";
    }

    @Override
    public void close() throws IOException {
        printer.close(true);
    }
}
