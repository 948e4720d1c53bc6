package dev.gatehouse.bench.lab.log;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a log as a stream. Columns are found by their headers, in any order; unknown ones are ignored. A line that cannot be read
 * is added to the {@link BadRows} and skipped.
 */
public final class LogReader implements Iterator<LoginRow>, AutoCloseable {

    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final Map<Column, Integer> indexes = new EnumMap<>(Column.class);
    private final int width;
    private final BadRows bad;
    private LoginRow next;
    private long line;

    /**
     * Reads the header.
     *
     * @param in the log; closing this reader closes it
     * @param bad receives lines that cannot be read
     * @throws UnusableLogException if columns of the data set are missing; the message names them all
     */
    public LogReader(Reader in, BadRows bad) throws IOException {
        this.bad = bad;
        parser = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(in);
        Map<String, Integer> header = parser.getHeaderMap();
        width = header.size();
        for (Column column : Column.values()) {
            Integer index = header.get(column.header());
            if (index != null) {
                indexes.put(column, index);
            }
        }
        List<String> missing = Stream.of(Column.values())
                .filter(column -> column.isRequired() && !indexes.containsKey(column))
                .map(column -> '"' + column.header() + '"')
                .collect(Collectors.toList());
        if (!missing.isEmpty()) {
            throw new UnusableLogException(
                    (missing.size() == 1 ? "The log lacks the column " : "The log lacks the columns ")
                            + String.join(", ", missing) + ".");
        }
        records = parser.iterator();
    }

    @Override
    public boolean hasNext() {
        while (next == null && advance()) {
            // Bad lines are counted and skipped.
        }
        return next != null;
    }

    @Override
    public LoginRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        LoginRow row = next;
        next = null;
        return row;
    }

    /** The line number of the last row from {@link #next()}; the header is line 1. */
    public long line() {
        return line;
    }

    /** Reads one line; false at the end. */
    private boolean advance() {
        long before = parser.getCurrentLineNumber();
        try {
            if (!records.hasNext()) {
                return false;
            }
            CSVRecord values = records.next();
            line = before + 1;
            next = row(values);
        } catch (BadValueException e) {
            bad.add(line, e.getMessage());
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof CSVException)) {
                throw e;
            }
            // The parser cannot continue, for example because of an unclosed quote.
            bad.add(
                    before + 1,
                    "the rest cannot be split into lines: " + e.getCause().getMessage());
            return false;
        }
        return true;
    }

    private LoginRow row(CSVRecord values) throws BadValueException {
        if (values.size() != width) {
            throw new BadValueException(values.size() + " values instead of " + width);
        }
        String user = value(values, Column.USER);
        if (user.isBlank()) {
            throw new BadValueException("no user");
        }
        return new LoginRow(
                index(values),
                time(values),
                user,
                roundTrip(values),
                new Origin(
                        value(values, Column.ADDRESS),
                        value(values, Column.COUNTRY),
                        value(values, Column.REGION),
                        value(values, Column.CITY),
                        value(values, Column.ASN)),
                new Client(
                        value(values, Column.USER_AGENT),
                        value(values, Column.BROWSER),
                        value(values, Column.SYSTEM),
                        value(values, Column.DEVICE_TYPE)),
                bool(values, Column.SUCCESSFUL),
                bool(values, Column.ATTACK_IP),
                bool(values, Column.TAKEOVER),
                label(values, Column.ATTACKER, Attacker::ofLabel),
                label(values, Column.TOKEN, DeviceToken::ofLabel));
    }

    private String value(CSVRecord values, Column column) {
        Integer index = indexes.get(column);
        return index == null ? "" : values.get(index);
    }

    private <T> Optional<T> label(CSVRecord values, Column column, Function<String, Optional<T>> read)
            throws BadValueException {
        String text = value(values, column).strip();
        Optional<T> parsed = read.apply(text);
        if (parsed.isEmpty() && !text.isEmpty()) {
            throw new BadValueException(column, text);
        }
        return parsed;
    }

    private long index(CSVRecord values) throws BadValueException {
        try {
            return Long.parseLong(value(values, Column.INDEX).strip());
        } catch (NumberFormatException e) {
            throw new BadValueException(Column.INDEX, value(values, Column.INDEX));
        }
    }

    private java.time.Instant time(CSVRecord values) throws BadValueException {
        try {
            return Timestamp.read(value(values, Column.TIME));
        } catch (DateTimeException e) {
            throw new BadValueException(Column.TIME, value(values, Column.TIME));
        }
    }

    private OptionalDouble roundTrip(CSVRecord values) throws BadValueException {
        String text = value(values, Column.ROUND_TRIP).strip();
        try {
            return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new BadValueException(Column.ROUND_TRIP, text);
        }
    }

    private boolean bool(CSVRecord values, Column column) throws BadValueException {
        String text = value(values, column).strip();
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw new BadValueException(column, text);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    /** Thrown if a line cannot be read. */
    private static final class BadValueException extends Exception {

        private static final long serialVersionUID = 1;
        private static final int SHOWN = 40;

        BadValueException(String message) {
            super(message);
        }

        BadValueException(Column column, String text) {
            this(column.header() + " cannot be \"" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text)
                    + "\"");
        }
    }
}
