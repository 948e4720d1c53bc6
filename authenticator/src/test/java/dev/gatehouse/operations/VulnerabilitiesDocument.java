package dev.gatehouse.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Writes the tables of vulnerabilities into {@code docs/operate/releases.md}. Not among the tests that run by themselves: {@code scripts/update-vulnerabilities}. */
class VulnerabilitiesDocument {

    private static final Path FILE = Path.of("..", "docs", "operate", "releases.md");

    @Test
    void write() throws IOException {
        Files.writeString(FILE, VulnerabilitiesTable.into(Files.readString(FILE)));
    }
}
