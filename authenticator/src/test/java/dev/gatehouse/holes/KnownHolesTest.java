package dev.gatehouse.holes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHolesTest {

    private static final String RESET = "CVE-2026-18963";

    private final KnownHoles known = KnownHoles.read();

    @ParameterizedTest
    @ValueSource(strings = {"26.5.0", "26.5.6", "26.5.7", "26.6.0", "26.6.5", "26.7.0", "26.7.1"})
    void theHoleOfKeycloaksResetIsOpenWhereNobodyHasMendedIt(String version) {
        assertThat(namesIn(version)).contains(RESET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"26.4.15", "26.6.6", "26.6.10", "26.7.2", "26.7.3", "26.8.0", "26.10.1", "27.0.0"})
    void andClosedWhereItWasMended(String version) {
        assertThat(namesIn(version)).doesNotContain(RESET);
    }

    @Test
    void eachHoleIsToldOnceInOneSentence() {
        assertThat(known.holes()).extracting(Hole::cve).doesNotHaveDuplicates().allMatch(cve -> cve.matches("CVE-20\\d\\d-\\d{4,6}"));
        assertThat(known.holes()).allSatisfy(hole -> {
            assertThat(hole.title()).as(hole.cve()).isNotBlank().doesNotEndWith(".").doesNotContain("|", "\n", "](");
            assertThat(hole.affected()).as(hole.cve()).isNotEmpty();
            assertThat(hole.atStart().orElse("")).as(hole.cve()).doesNotEndWith(".");
        });
    }

    @Test
    @DisplayName("A release that is said to be mended has not the hole")
    void aReleaseThatIsSaidToBeMendedHasNotTheHole() {
        assertThat(known.holes()).allSatisfy(hole -> assertThat(hole.fixedIn()).as(hole.cve()).allSatisfy(fixed -> {
            Release release = Release.parse(fixed).orElseThrow();
            // The second case of this one has the name of the first.
            assertThat(hole.isIn(release) && !hole.cve().equals("CVE-2026-4633")).isFalse();
        }));
    }

    @Test
    @DisplayName("What is said of Gatehouse is explained, and shown by a test where it says that it closes a hole")
    void whatIsSaidOfGatehouseIsExplained() {
        assertThat(known.holes()).filteredOn(hole -> hole.gatehouse() != Effect.DOES_NOTHING).isNotEmpty()
                .allSatisfy(hole -> assertThat(hole.means()).as(hole.cve()).isPresent());
        assertThat(known.holes()).filteredOn(hole -> hole.gatehouse() == Effect.CLOSES).isNotEmpty()
                .allSatisfy(hole -> assertThat(hole.tests()).as(hole.cve()).isNotEmpty());
    }

    @Test
    void whatIsToldAtTheStartIsForWhoeverRunsTheServerToDo() {
        // Few enough to be read: of the newest release not more than a handful.
        assertThat(known.in(Release.parse("26.7.5").orElseThrow()).stream().filter(hole -> hole.atStart().isPresent())).hasSizeBetween(1, 7);
    }

    private List<String> namesIn(String version) {
        return known.in(Release.parse(version).orElseThrow()).stream().map(Hole::cve).toList();
    }
}
