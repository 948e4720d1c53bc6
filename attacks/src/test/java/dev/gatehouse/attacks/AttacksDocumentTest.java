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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The security model and the attacks know of each other: every row is played, or the document says why not, and every attack plays a row. */
class AttacksDocumentTest {

    private static final Path DOCUMENTS = Path.of(System.getProperty("gatehouse.security-documents"));
    private static final Path MODEL = DOCUMENTS.resolve("security-model.md");
    private static final Path ATTACKS = DOCUMENTS.resolve("attacks.md");
    private static final Set<String> HEADINGS = Set.of("Attack", "Way", "---");

    private static String section(Path file, String heading) throws IOException {
        String document = Files.readString(file);
        int begin = document.indexOf("\n## " + heading + "\n");
        assertThat(begin).as("section " + heading).isNotNegative();
        int end = document.indexOf("\n## ", begin + 1);
        return document.substring(begin, end < 0 ? document.length() : end);
    }

    /** The first cells of all tables of a section. */
    private static List<String> rows(String heading) throws IOException {
        return section(MODEL, heading).lines().filter(line -> line.startsWith("| ")).map(line -> line.split("\\|")[1].trim()).filter(cell -> !HEADINGS.contains(cell)).toList();
    }

    private static Set<String> known() throws IOException {
        Set<String> rows = new HashSet<>(rows("Attacks"));
        rows.addAll(rows("Ways round a second factor in Keycloak"));
        return rows;
    }

    private static Set<String> played() {
        return Attacks.all().stream().flatMap(attack -> attack.rows().stream()).collect(Collectors.toSet());
    }

    /** Of the second table, which says why a row is not played. */
    private static Set<String> notPlayed() throws IOException {
        return section(ATTACKS, "Not played").lines().filter(line -> line.startsWith("| ")).map(line -> line.split("\\|"))
                .peek(cells -> assertThat(cells[2].trim()).as("why not: " + cells[1]).isNotEmpty())
                .map(cells -> cells[1].trim()).filter(cell -> !cell.equals("Row") && !cell.equals("---")).collect(Collectors.toSet());
    }

    @Test
    void everyRowIsPlayedOrTheDocumentSaysWhyNot() throws IOException {
        Set<String> open = known();
        open.removeAll(played());
        assertThat(notPlayed()).as("rows that no attack plays; add an attack to the module attacks, or the reason to \"Not played\"").isEqualTo(open);
    }

    @Test
    void everyAttackPlaysARowOfTheDocument() throws IOException {
        assertThat(known()).as("rows that attacks name").containsAll(played());
        assertThat(Attacks.all()).allSatisfy(attack -> assertThat(attack.rows()).as(attack.id()).isNotEmpty());
    }

    @Test
    void idsAreUniqueAndPlain() {
        List<String> ids = Attacks.all().stream().map(Attack::id).toList();
        assertThat(ids).doesNotHaveDuplicates().allSatisfy(id -> assertThat(id).matches("[a-z0-9]+(-[a-z0-9]+)*"));
    }

    @Test
    void theListIsTheOneOfTheCode() throws IOException {
        assertThat(section(ATTACKS, "Played")).as("write it by scripts/attack --update docs/security/attacks.md").contains(Attacks.document());
    }

    @Test
    void whatTellsTwoSamplesApartIsTheShareOfPairs() {
        assertThat(AttacksOfStrangers.auc(new double[] {2, 3}, new double[] {1, 1})).isEqualTo(1);
        assertThat(AttacksOfStrangers.auc(new double[] {1, 2}, new double[] {1, 2})).isEqualTo(0.5);
    }

    @Test
    void whatIsSeenInAllVariantsIsOneSentence() {
        assertThat(Seen.each(Map.of("a", "x", "b", "x"))).isEqualTo("x");
        assertThat(Arrays.asList(Seen.each(new TreeMap<>(Map.of("a", "x", "b", "y"))).split("; "))).containsExactly("x (a)", "y (b)");
    }
}
