package dev.gatehouse.operations;

import dev.gatehouse.keycloak.vulnerability.KnownVulnerabilities;
import dev.gatehouse.keycloak.vulnerability.ReleaseRange;
import dev.gatehouse.keycloak.vulnerability.Severity;
import dev.gatehouse.keycloak.vulnerability.Vulnerability;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The tables of vulnerabilities in {@code docs/operate/releases.md}, generated from the same list as the warnings in the log. */
final class VulnerabilitiesTable {

    static final String BEGIN = "<!-- vulnerabilities: written by scripts/update-vulnerabilities -->\n";
    static final String END = "<!-- end of vulnerabilities -->\n";

    private VulnerabilitiesTable() {}

    /** The document with up-to-date tables. */
    static String into(String document) {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new AssertionError("docs/operate/releases.md has no place for the tables of vulnerabilities");
        }
        return document.substring(0, begin + BEGIN.length())
                + made(KnownVulnerabilities.read())
                + document.substring(end);
    }

    private static String made(KnownVulnerabilities known) {
        StringBuilder text = new StringBuilder(
                "\nVulnerabilities that concern logins, factors, passwords and emails, as of " + known.asOf() + ":\n\n"
                        + "| Vulnerability in Keycloak | Severity | Releases | With Gatehouse | What it is, and what it means here | Shown by |\n| --- | --- | --- | --- | --- | --- |\n");
        known.vulnerabilities().stream()
                .filter(vulnerability -> vulnerability.means().isPresent()
                        || vulnerability.atStart().isPresent())
                .map(VulnerabilitiesTable::row)
                .forEach(text::append);
        text.append(
                "\nAll other published vulnerabilities, which Gatehouse does not affect:\n\n| Releases | Vulnerabilities |\n| --- | --- |\n");
        Map<String, List<Vulnerability>> others = known.vulnerabilities().stream()
                .filter(vulnerability -> vulnerability.means().isEmpty()
                        && vulnerability.atStart().isEmpty())
                .collect(Collectors.groupingBy(VulnerabilitiesTable::releases, TreeMap::new, Collectors.toList()));
        others.forEach((releases, those) -> text.append("| ")
                .append(releases)
                .append(" | ")
                .append(those.stream()
                        .map(vulnerability ->
                                vulnerability.cve() + severity(vulnerability) + ": " + vulnerability.title())
                        .collect(Collectors.joining("; ")))
                .append(" |\n"));
        return text.append('\n').toString();
    }

    private static String row(Vulnerability vulnerability) {
        String cve = vulnerability
                .source()
                .map(source -> "[" + vulnerability.cve() + "](" + source + ")")
                .orElse(vulnerability.cve());
        String advice = vulnerability
                .atStart()
                .map(what -> " *" + what.replace("*", "") + ".*")
                .orElse("");
        return "| %s | %s | %s | %s | %s.%s%s | %s |\n"
                .formatted(
                        cve,
                        vulnerability.severity().name().toLowerCase(Locale.ROOT),
                        releases(vulnerability),
                        vulnerability.gatehouse().word(),
                        vulnerability.title(),
                        vulnerability.means().map(" "::concat).orElse(""),
                        advice,
                        vulnerability.tests().stream()
                                .map(test -> "`" + test + "`")
                                .collect(Collectors.joining(", ")));
    }

    private static String severity(Vulnerability vulnerability) {
        return vulnerability.severity() == Severity.UNKNOWN
                ? ""
                : " (" + vulnerability.severity().name().toLowerCase(Locale.ROOT) + ")";
    }

    private static String releases(Vulnerability vulnerability) {
        // Releases after the last one were not examined, so they are not claimed to be fixed.
        return vulnerability.fixedIn().isEmpty()
                ? "all; no fix is known"
                : vulnerability.affected().stream()
                        .map(VulnerabilitiesTable::releases)
                        .collect(Collectors.joining(", "));
    }

    private static String releases(ReleaseRange range) {
        return range.from().patch() == 0 && range.from().minor() == 5
                ? "before " + range.before()
                : range.from() + " to before " + range.before();
    }
}
