package dev.gatehouse.architecture;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Writes the table of packages. Not among the tests that run by themselves: {@code scripts/update-packages}. */
class PackagesDocument {

    @Test
    void write() throws IOException {
        Files.writeString(PackagesTable.DOCUMENT, PackagesTable.into(Files.readString(PackagesTable.DOCUMENT)));
    }
}
