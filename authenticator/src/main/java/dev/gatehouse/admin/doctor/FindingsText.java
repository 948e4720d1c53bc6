package dev.gatehouse.admin.doctor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Findings as lines for a terminal. */
final class FindingsText {

    private static final String END = "\n";
    private static final String INDENT = "     ";

    private FindingsText() {}

    static String of(String realm, List<FindingView> findings) {
        StringBuilder text = new StringBuilder();
        findings.forEach(finding -> add(text, finding));
        return text.append("realm ")
                .append(realm)
                .append(": ")
                .append(Arrays.stream(Severity.values())
                        .map(severity -> number(severity, findings))
                        .collect(Collectors.joining(", ")))
                .append(END)
                .toString();
    }

    private static void add(StringBuilder text, FindingView finding) {
        text.append(finding.severity())
                .append(' ')
                .append(finding.id())
                .append(" (")
                .append(finding.where())
                .append(')')
                .append(END);
        line(text, finding.what());
        line(text, finding.close().text());
        line(text, finding.close().link());
        if (finding.fix() != null) {
            line(text, "setup step: " + finding.fix());
        }
    }

    private static void line(StringBuilder text, String line) {
        text.append(INDENT).append(line).append(END);
    }

    private static String number(Severity severity, List<FindingView> findings) {
        long number = findings.stream()
                .filter(finding -> finding.severity().equals(severity.code()))
                .count();
        return number + " " + severity.code() + (number == 1 ? "" : "s");
    }
}
