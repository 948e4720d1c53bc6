package dev.gatehouse.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.holes.Hole;
import dev.gatehouse.holes.KnownHoles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document has the vulnerabilities that the log reports, and names tests that exist. */
class HolesDocumentTest {

    @Test
    void theTableOfHolesIsWhatTheListSays() {
        String document = OperationsDocument.read("docs/operate/releases.md");
        assertThat(document).as("docs/operate/releases.md is out of date: run scripts/update-holes").isEqualTo(HolesTable.into(document));
    }

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", "integration-tests", "src", "test", "java"))) {
            Set<String> tests = files.map(file -> file.getFileName().toString().replace(".java", "")).collect(Collectors.toSet());
            assertThat(KnownHoles.read().holes()).allSatisfy(hole -> assertThat(tests).as(hole.cve()).containsAll(hole.tests()));
            assertThat(KnownHoles.read().holes()).extracting(Hole::tests).anyMatch(named -> !named.isEmpty());
        }
    }
}
