package dev.gatehouse.mfa.report;

import dev.gatehouse.keycloak.text.CsvCell;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Formats a {@link Report} for spreadsheets: one table, RFC 4180. */
public final class ReportCsv {

    private static final String HEAD = "section,item,name,logins,asked,would_have_been_asked,share_percent,value";
    private static final String END = "\r\n";
    private static final List<String> NO_LOGINS = List.of("", "", "", "");

    private final StringBuilder text = new StringBuilder(HEAD).append(END);

    private ReportCsv() {}

    public static String of(Report report) {
        ReportCsv csv = new ReportCsv();
        csv.text("period", "since", report.since());
        csv.text("period", "until", report.until());
        csv.logins("total", report.total());
        csv.rows("client", report.clients());
        csv.rows("cause", report.causes());
        csv.rows("reason", report.reasons());
        csv.rows("cohort", report.cohorts());
        csv.rows("organization", report.organizations());
        report.users().forEach(user -> csv.value("user", user.id(), user.username(), user.times()));
        csv.value("scored_logins", "", "", report.scored());
        report.thresholds()
                .forEach(rate -> csv.value("threshold_for_percent", number(rate.rate()), "", rate.threshold()));
        report.inForce().forEach(place -> {
            csv.text("mode_in_force", place.flow(), place.mode());
            csv.text("enforced_for", place.flow(), place.enforcedFor());
            csv.text("enforce_from", place.flow(), place.enforceFrom());
            csv.value("threshold_in_force", place.flow(), place.why(), place.threshold());
            csv.value("share_above_threshold", place.flow(), "", place.share());
            csv.value("target_rate", place.flow(), "", place.targetRate());
            csv.value("spared", place.flow(), "", (double) place.spared());
        });
        return csv.text.toString();
    }

    /** A table of users alone. */
    public static String of(List<Report.ChallengedUser> users) {
        StringBuilder table = new StringBuilder("id,username,times,cohort,mostly,remedy").append(END);
        users.forEach(user -> table.append(CsvCell.of(user.id()))
                .append(',')
                .append(CsvCell.of(user.username()))
                .append(',')
                .append(user.times())
                .append(',')
                .append(CsvCell.of(user.cohort()))
                .append(',')
                .append(CsvCell.of(user.mostly()))
                .append(',')
                .append(CsvCell.of(user.remedy()))
                .append(END));
        return table.toString();
    }

    private void rows(String section, List<Report.Line> lines) {
        lines.forEach(line -> logins(section, line));
    }

    private void text(String section, String item, @Nullable String name) {
        row(section, item, name, NO_LOGINS, "");
    }

    private void value(String section, String item, @Nullable String name, double value) {
        row(section, item, name, NO_LOGINS, number(value));
    }

    private void logins(String section, Report.Line line) {
        List<String> cells = List.of(
                Long.toString(line.logins()),
                Long.toString(line.asked()),
                Long.toString(line.wouldHaveBeenAsked()),
                number(line.share()));
        row(section, line.name(), "", cells, "");
    }

    private void row(String section, @Nullable String item, @Nullable String name, List<String> logins, String value) {
        StringJoiner cells = new StringJoiner(",");
        cells.add(CsvCell.of(section)).add(CsvCell.of(item)).add(CsvCell.of(name));
        logins.forEach(cells::add);
        text.append(cells.add(value)).append(END);
    }

    private static String number(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : String.format(Locale.ROOT, "%.2f", number);
    }
}
