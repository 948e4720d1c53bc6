package dev.gatehouse.operations;

import dev.gatehouse.holes.Hole;
import dev.gatehouse.holes.KnownHoles;
import dev.gatehouse.holes.Range;
import dev.gatehouse.holes.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The tables of vulnerabilities in {@code docs/operate/releases.md}, made from the same list as the log's warnings. */
final class HolesTable {

    static final String BEGIN = "<!-- holes: written by scripts/update-holes -->\n";
    static final String END = "<!-- end of holes -->\n";

    private HolesTable() {}

    /** The document with the tables as they must be. */
    static String into(String document) {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new AssertionError("docs/operate/releases.md has no place for the tables of vulnerabilities");
        }
        return document.substring(0, begin + BEGIN.length()) + made(KnownHoles.read()) + document.substring(end);
    }

    private static String made(KnownHoles known) {
        StringBuilder text = new StringBuilder("\nVulnerabilities that concern logins, factors, passwords and emails, as of " + known.asOf() + ":\n\n"
                + "| Vulnerability in Keycloak | Severity | Releases | With Gatehouse | What it is, and what it means here | Shown by |\n| --- | --- | --- | --- | --- | --- |\n");
        known.holes().stream().filter(hole -> hole.means().isPresent() || hole.atStart().isPresent()).map(HolesTable::row).forEach(text::append);
        text.append("\nAll other published vulnerabilities, which Gatehouse does not affect:\n\n| Releases | Vulnerabilities |\n| --- | --- |\n");
        Map<String, List<Hole>> others = known.holes().stream()
                .filter(hole -> hole.means().isEmpty() && hole.atStart().isEmpty())
                .collect(Collectors.groupingBy(HolesTable::releases, TreeMap::new, Collectors.toList()));
        others.forEach((releases, holes) -> text.append("| ").append(releases).append(" | ")
                .append(holes.stream().map(hole -> hole.cve() + severity(hole) + ": " + hole.title()).collect(Collectors.joining("; "))).append(" |\n"));
        return text.append('\n').toString();
    }

    private static String row(Hole hole) {
        String cve = hole.source().map(source -> "[" + hole.cve() + "](" + source + ")").orElse(hole.cve());
        String advice = hole.atStart().map(what -> " *" + what.replace("*", "") + ".*").orElse("");
        return "| %s | %s | %s | %s | %s.%s%s | %s |\n".formatted(cve, hole.severity().name().toLowerCase(Locale.ROOT), releases(hole), hole.gatehouse().word(), hole.title(),
                hole.means().map(" "::concat).orElse(""), advice, hole.tests().stream().map(test -> "`" + test + "`").collect(Collectors.joining(", ")));
    }

    private static String severity(Hole hole) {
        return hole.severity() == Severity.UNKNOWN ? "" : " (" + hole.severity().name().toLowerCase(Locale.ROOT) + ")";
    }

    private static String releases(Hole hole) {
        // Releases after the last one were not examined, so they are not claimed to be fixed.
        return hole.fixedIn().isEmpty() ? "all; no fix is known" : hole.affected().stream().map(HolesTable::releases).collect(Collectors.joining(", "));
    }

    private static String releases(Range range) {
        return range.from().patch() == 0 && range.from().minor() == 5 ? "before " + range.before() : range.from() + " to before " + range.before();
    }
}
