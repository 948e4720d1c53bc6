package dev.gatehouse.admin.logins;

import dev.gatehouse.keycloak.text.CsvCell;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Feedback for spreadsheets and for the laboratory of the risk model: one table, RFC 4180. */
public final class FeedbackCsv {

    private static final String HEAD = "event_id,time,user_id,label,verdict,score,threshold,reasons,country,app,by,at";
    private static final String END = "\r\n";
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private FeedbackCsv() {}

    /** A head, and one line for each. */
    public static String of(List<Feedback> feedback) {
        return Stream.concat(Stream.of(HEAD), feedback.stream().map(FeedbackCsv::line))
                .collect(Collectors.joining(END, "", END));
    }

    private static String line(Feedback feedback) {
        return Stream.of(
                        CsvCell.of(feedback.eventId()),
                        CsvCell.of(feedback.time().toString()),
                        CsvCell.of(feedback.userId()),
                        CsvCell.of(feedback.label().code()),
                        CsvCell.of(feedback.verdict()),
                        number(feedback.score()),
                        number(feedback.threshold()),
                        CsvCell.of(feedback.reasons()),
                        CsvCell.of(feedback.country()),
                        CsvCell.of(feedback.app()),
                        CsvCell.of(feedback.by()),
                        CsvCell.of(feedback.at().toString()))
                .collect(Collectors.joining(","));
    }

    /** A negative number is no formula. */
    private static String number(String text) {
        return NUMBER.matcher(text).matches() ? text : CsvCell.of(text);
    }
}
