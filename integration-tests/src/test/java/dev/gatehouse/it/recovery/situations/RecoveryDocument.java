package dev.gatehouse.it.recovery.situations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The table of the document.
 *
 * @param cells the text of each column, by the situation
 */
public record RecoveryDocument(Map<Column, Map<String, String>> cells) {

    /** The two columns beside the situation. */
    public enum Column {
        STOCK,
        GATEHOUSE
    }

    private static final int WORST = 10;
    private static final String NOT_PLAYED = "not played";

    private static final String INTRODUCTION = """
            # Recovering a password: Keycloak alone, and with Gatehouse

            Password resets fail where an email program, a second device or a few minutes come in between. The situations below were
            played in a real Keycloak %s, once as its project publishes it and once with Gatehouse, by the same code, with real emails, and in
            Chromium where a browser matters. A program observed everything in the two columns; nothing of it was written by hand.
            `scripts/update-recovery-table` plays all of it again and writes this page. The tests play Gatehouse's half each time, and fail if it
            differs from this page.

            | | |
            | --- | --- |
            | ✔ | The user ends with a new password that signs in, from the pages and emails at hand; a page that emails a new link at the press of a button counts. Where the user cannot be let in, a page or an email says what to do. |
            | ◐ | Only after starting over at the app's login page, in another browser, or with a further email or attempt. |
            | ✘ | Not at all, or without a reason shown. |
            | ⚠ | Something happened that should not: an email too many, an account revealed, an old link or session that stays valid, a password that is not what it seems. |

            Each situation was played once, on one machine, with Keycloak's defaults except for what the situation needs, such as short
            lifetimes. Other settings of Keycloak could fix some of its cases. The stock side's password policies are the nearest that Keycloak
            has to [Gatehouse's rules](../admin/password-rules.md).
            Words in quotation marks are those of the page: its heading, and its message. A number in front is the HTTP status of an error.
            """;

    /** The path of the document. */
    public static Path file() {
        return Path.of(System.getProperty("gatehouse.recovery-table"));
    }

    public static RecoveryDocument empty() {
        return new RecoveryDocument(Map.of(Column.STOCK, Map.of(), Column.GATEHOUSE, Map.of()));
    }

    /** Reads the cells of a document. */
    public static RecoveryDocument read(String document) {
        Map<Column, Map<String, String>> cells = new EnumMap<>(Column.class);
        Arrays.stream(Column.values()).forEach(column -> cells.put(column, new HashMap<>()));
        document.lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split("(?<!\\\\)\\|"))
                .filter(row -> row.length == 4)
                .forEach(row -> {
                    cells.get(Column.STOCK).put(row[1].strip(), row[2].strip());
                    cells.get(Column.GATEHOUSE).put(row[1].strip(), row[3].strip());
                });
        return new RecoveryDocument(cells);
    }

    /** The Keycloak release that both sides ran, according to a document. */
    public static String keycloakVersion(String document) {
        Matcher version = Pattern.compile("played in a real Keycloak (\\S+),").matcher(document);
        assertThat(version.find())
                .as("the release that docs/reports/recovery.md was written with")
                .isTrue();
        return version.group(1);
    }

    /** A copy with other cells in one column. */
    public RecoveryDocument with(Column column, Map<RecoveryCase, String> changed) {
        Map<Column, Map<String, String>> all = new EnumMap<>(cells);
        Map<String, String> those = new HashMap<>(cells.get(column));
        changed.forEach((each, cell) -> those.put(each.situation(), cell));
        all.put(column, those);
        return new RecoveryDocument(all);
    }

    /** The cell of a case in a column. */
    public String cell(Column column, RecoveryCase each) {
        return cells.get(column).getOrDefault(each.situation(), NOT_PLAYED);
    }

    /**
     * The complete document.
     *
     * @param keycloakVersion the release that both sides ran
     */
    public String write(String keycloakVersion) {
        StringBuilder document = new StringBuilder(INTRODUCTION.formatted(keycloakVersion));
        document.append("\nOf ")
                .append(RecoveryMatrix.CASES.size())
                .append(" situations, Keycloak alone ends ")
                .append(counts(Column.STOCK))
                .append("; with Gatehouse ")
                .append(counts(Column.GATEHOUSE))
                .append(".\n");
        document.append(table(
                "The ten worst results of Keycloak alone",
                IntStream.rangeClosed(1, WORST).boxed().flatMap(number -> RecoveryMatrix.CASES.stream()
                        .filter(each -> each.worst() == number))));
        RecoveryMatrix.CASES.stream()
                .map(RecoveryCase::section)
                .distinct()
                .forEach(section -> document.append(
                        table(section, RecoveryMatrix.CASES.stream().filter(each -> each.section()
                                .equals(section)))));
        return document.toString();
    }

    private String table(String heading, Stream<RecoveryCase> cases) {
        return cases.map(each -> "| %s | %s | %s |\n"
                        .formatted(each.situation(), cell(Column.STOCK, each), cell(Column.GATEHOUSE, each)))
                .collect(Collectors.joining(
                        "",
                        "\n## " + heading
                                + "\n\n| Situation | Keycloak alone | With Gatehouse |\n| --- | --- | --- |\n",
                        ""));
    }

    private String counts(Column column) {
        List<String> ends =
                RecoveryMatrix.CASES.stream().map(each -> cell(column, each)).toList();
        return Arrays.stream(Rating.values())
                .map(mark -> ends.stream()
                                .filter(cell -> cell.startsWith(mark.sign()))
                                .count() + " " + mark.sign())
                .collect(Collectors.joining(", "));
    }
}
