package dev.gatehouse.bench.lab.log;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads logins that administrators have labelled, as {@code GET …/gatehouse/feedback?format=csv} exports them. */
public final class Labels {

    private static final String STRANGER = "it_was_not";
    private static final Set<String> LABELS = Set.of("it_was_them", STRANGER);
    private static final Set<String> VERDICTS = Set.of("pass", "would_ask", "ask", "refuse");
    private static final List<String> COLUMNS = List.of("user_id", "label", "verdict", "score");

    private Labels() {}

    /**
     * A labelled login.
     *
     * @param user the user's id
     * @param isStranger whether it was somebody else than the user
     * @param verdict what was decided: {@code pass}, {@code would_ask}, {@code ask} or {@code refuse}
     * @param score the score, in nats; not NaN
     */
    public record Labelled(String user, boolean isStranger, String verdict, double score) {

        /** Whether the login was challenged or refused. */
        public boolean isChallenged() {
            return verdict.equals("ask") || verdict.equals("refuse");
        }

        /** Whether it was, or would have been if logins had not only been observed. */
        public boolean isSuspicious() {
            return isChallenged() || verdict.equals("would_ask");
        }
    }

    /**
     * Reads a whole export; it has at most 10,000 lines.
     *
     * @param bad receives lines that cannot be read
     * @throws UnusableLogException if columns are missing
     */
    public static List<Labelled> read(Reader in, BadRows bad) throws IOException {
        try (CSVParser lines = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(in)) {
            Map<String, Integer> header = lines.getHeaderMap();
            List<String> missing = COLUMNS.stream()
                    .filter(column -> !header.containsKey(column))
                    .toList();
            if (!missing.isEmpty()) {
                throw new UnusableLogException("This is no export of feedback: it lacks the columns "
                        + String.join(", ", missing) + ". Export it with format=csv.");
            }
            List<Labelled> labels = new ArrayList<>();
            for (CSVRecord line : lines) {
                String problem = problem(line);
                if (problem.isEmpty()) {
                    labels.add(labelled(line));
                } else {
                    bad.add(line.getRecordNumber() + 1, problem);
                }
            }
            return labels;
        }
    }

    private static Labelled labelled(CSVRecord line) {
        return new Labelled(
                line.get("user_id"),
                line.get("label").equals(STRANGER),
                line.get("verdict"),
                Double.parseDouble(line.get("score")));
    }

    /** Why a line cannot be read; empty if it can. */
    private static String problem(CSVRecord line) {
        if (!line.isConsistent()) {
            return line.size() + " values instead of "
                    + line.getParser().getHeaderNames().size();
        }
        if (!LABELS.contains(line.get("label"))) {
            return "unknown label";
        }
        if (!VERDICTS.contains(line.get("verdict"))) {
            return "unknown verdict";
        }
        return isNumber(line.get("score")) ? "" : "no score";
    }

    private static boolean isNumber(String text) {
        try {
            return !Double.isNaN(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
