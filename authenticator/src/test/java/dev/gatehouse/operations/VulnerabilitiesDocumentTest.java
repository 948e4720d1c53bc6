package dev.gatehouse.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.keycloak.vulnerability.KnownVulnerabilities;
import dev.gatehouse.keycloak.vulnerability.Vulnerability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document lists the vulnerabilities that the log reports, and names existing tests. */
class VulnerabilitiesDocumentTest {

    @Test
    void theTablesMatchTheListOfVulnerabilities() {
        String document = OperationsDocument.read("docs/operate/releases.md");
        assertThat(document)
                .as("docs/operate/releases.md is out of date: run scripts/update-vulnerabilities")
                .isEqualTo(VulnerabilitiesTable.into(document));
    }

    @Test
    void everyNamedTestExists() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", "integration-tests", "src", "test", "java"))) {
            Set<String> tests = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
            assertThat(KnownVulnerabilities.read().vulnerabilities())
                    .allSatisfy(vulnerability ->
                            assertThat(tests).as(vulnerability.cve()).containsAll(vulnerability.tests()));
            assertThat(KnownVulnerabilities.read().vulnerabilities())
                    .extracting(Vulnerability::tests)
                    .anyMatch(named -> !named.isEmpty());
        }
    }
}
