package dev.gatehouse.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The security model and the attacks match: every row is played, or the document says why not, and every attack plays a row. */
class AttacksDocumentTest {

    private static final Path DOCUMENTS = Path.of(System.getProperty("gatehouse.security-documents"));
    private static final Path MODEL = DOCUMENTS.resolve("security-model.md");
    private static final Path ATTACKS = DOCUMENTS.resolve("attacks.md");
    private static final String ON_LOGINS = "Attacks";
    private static final String BYPASSES = "MFA bypass paths in Keycloak";
    private static final Set<String> HEADINGS = Set.of("Attack", "Path", "---");
    private static final Pattern ATTACK_ID = Pattern.compile("`([a-z0-9]+(?:-[a-z0-9]+)*)`");

    private static String section(Path document, String heading) throws IOException {
        String text = Files.readString(document);
        int begin = text.indexOf("\n## " + heading + "\n");
        assertThat(begin).as("section " + heading).isNotNegative();
        int end = text.indexOf("\n## ", begin + 1);
        return text.substring(begin, end < 0 ? text.length() : end);
    }

    /** The cells of all rows of all tables of a section, without their headings. */
    private static List<List<String>> cells(String heading) throws IOException {
        return section(MODEL, heading)
                .lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> Arrays.stream(line.split("\\|"))
                        .skip(1)
                        .map(String::trim)
                        .toList())
                .filter(row -> !HEADINGS.contains(row.get(0)))
                .toList();
    }

    /** The first cells of all tables of a section. */
    private static List<String> rows(String heading) throws IOException {
        return cells(heading).stream().map(row -> row.get(0)).toList();
    }

    private static Set<String> known() throws IOException {
        Set<String> rows = new HashSet<>(rows(ON_LOGINS));
        rows.addAll(rows(BYPASSES));
        return rows;
    }

    private static Set<String> played() {
        return Attacks.all().stream().flatMap(attack -> attack.rows().stream()).collect(Collectors.toSet());
    }

    /** Of the second table, which says why a row is not played. */
    private static Set<String> notPlayed() throws IOException {
        return section(ATTACKS, "Not played")
                .lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split("\\|"))
                .peek(cells ->
                        assertThat(cells[2].trim()).as("why not: " + cells[1]).isNotEmpty())
                .map(cells -> cells[1].trim())
                .filter(cell -> !cell.equals("Row") && !cell.equals("---"))
                .collect(Collectors.toSet());
    }

    @Test
    void everyRowIsPlayedOrTheDocumentSaysWhyNot() throws IOException {
        Set<String> open = known();
        open.removeAll(played());
        assertThat(notPlayed())
                .as("rows that no attack plays; add an attack to the module attacks, or the reason to \"Not played\"")
                .isEqualTo(open);
    }

    @Test
    void everyAttackPlaysARowOfTheDocument() throws IOException {
        assertThat(known()).as("rows that attacks name").containsAll(played());
        assertThat(Attacks.all())
                .allSatisfy(attack -> assertThat(attack.rows()).as(attack.id()).isNotEmpty());
    }

    @Test
    void rowsAreNamedOnce() throws IOException {
        assertThat(rows(ON_LOGINS)).doesNotHaveDuplicates();
        assertThat(rows(BYPASSES)).doesNotHaveDuplicates();
    }

    @Test
    void attacksThatARowGivesAsItsTestPlayIt() throws IOException {
        for (List<String> row : cells(ON_LOGINS)) {
            String tests = row.get(row.size() - 1);
            assertThat(tests).as("where it is tested: " + row.get(0)).isNotEmpty();
            Set<String> named = ATTACK_ID
                    .matcher(tests)
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> playing = Attacks.all().stream()
                    .filter(attack -> attack.rows().contains(row.get(0)))
                    .map(Attack::id)
                    .collect(Collectors.toSet());
            assertThat(playing).as("attacks that play: " + row.get(0)).containsAll(named);
        }
    }

    @Test
    void idsAreUniqueAndPlain() {
        List<String> ids = Attacks.all().stream().map(Attack::id).toList();
        assertThat(ids).doesNotHaveDuplicates().allSatisfy(id -> assertThat(id).matches("[a-z0-9]+(-[a-z0-9]+)*"));
    }

    @Test
    void theListIsTheOneOfTheCode() throws IOException {
        assertThat(section(ATTACKS, "Played"))
                .as("write it by scripts/attack --update docs/security/attacks.md")
                .contains(Attacks.document());
    }

    @Test
    void twoSamplesAreDistinguishedByTheShareOfPairs() {
        assertThat(AttacksOfStrangers.auc(new double[] {2, 3}, new double[] {1, 1}))
                .isEqualTo(1);
        assertThat(AttacksOfStrangers.auc(new double[] {1, 2}, new double[] {1, 2}))
                .isEqualTo(0.5);
    }

    @Test
    void whatIsSeenInAllVariantsIsOneSentence() {
        assertThat(Observation.each(Map.of("a", "x", "b", "x"))).isEqualTo("x");
        assertThat(Arrays.asList(Observation.each(new TreeMap<>(Map.of("a", "x", "b", "y")))
                        .split("; ")))
                .containsExactly("x (a)", "y (b)");
    }
}
