package dev.gatehouse.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Writes the tables of vulnerabilities into {@code docs/operate/releases.md}. Excluded from regular test runs; started by
 * {@code scripts/update-vulnerabilities}.
 */
class VulnerabilitiesDocument {

    private static final Path FILE = Path.of("..", "docs", "operate", "releases.md");

    @Test
    void write() throws IOException {
        Files.writeString(FILE, VulnerabilitiesTable.into(Files.readString(FILE)));
    }
}
