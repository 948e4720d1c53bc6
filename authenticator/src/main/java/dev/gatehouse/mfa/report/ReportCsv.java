package dev.gatehouse.mfa.report;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Formats a {@link Report} for spreadsheets: one table, RFC 4180. */
final class ReportCsv {

    private static final String HEAD = "section,item,name,logins,asked,would_have_been_asked,share_percent,value";
    private static final String END = "\r\n";

    /** The characters that a text cell must not begin with: a spreadsheet would treat it as a formula. */
    private static final String BEGINS_FORMULA = "=+-@\t\r\n＝＋－＠";

    private final StringBuilder text = new StringBuilder(HEAD).append(END);

    private ReportCsv() {}

    static String of(Report report) {
        ReportCsv csv = new ReportCsv();
        csv.row("period", "since", report.since(), null, null);
        csv.row("period", "until", report.until(), null, null);
        csv.row("total", "", null, report.total(), null);
        csv.rows("client", report.clients());
        csv.rows("cause", report.causes());
        csv.rows("reason", report.reasons());
        report.users().forEach(user -> csv.row("user", user.id(), user.username(), null, (double) user.times()));
        csv.row("scored_logins", "", null, null, report.scored());
        report.thresholds().forEach(rate -> csv.row("threshold_for_percent", number(rate.rate()), null, null, rate.threshold()));
        report.inForce().forEach(place -> {
            csv.row("mode_in_force", place.flow(), place.mode(), null, null);
            csv.row("threshold_in_force", place.flow(), place.why(), null, place.threshold());
            csv.row("share_above_threshold", place.flow(), null, null, place.share());
            csv.row("target_rate", place.flow(), null, null, place.targetRate());
        });
        return csv.text.toString();
    }

    private void rows(String section, List<Report.Line> lines) {
        lines.forEach(line -> row(section, line.name(), null, line, null));
    }

    private void row(String section, String item, String name, Report.Line line, Double value) {
        StringJoiner cells = new StringJoiner(",");
        cells.add(cell(section)).add(cell(item)).add(cell(name));
        if (line == null) {
            cells.add("").add("").add("").add("");
        } else {
            cells.add(Long.toString(line.logins())).add(Long.toString(line.asked())).add(Long.toString(line.wouldHaveBeenAsked())).add(number(line.share()));
        }
        text.append(cells.add(value == null ? "" : number(value))).append(END);
    }

    /** A text cell; {@code null} gives an empty cell. A leading apostrophe makes spreadsheets treat a formula as text. */
    static String cell(String content) {
        if (content == null || content.isEmpty()) {
            return "";
        }
        boolean isFormula = BEGINS_FORMULA.indexOf(content.charAt(0)) >= 0;
        return '"' + (isFormula ? "'" : "") + content.replace("\"", "\"\"") + '"';
    }

    private static String number(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : String.format(Locale.ROOT, "%.2f", number);
    }
}
