package dev.gatehouse.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A text in {@code src/test/resources/settings} that changes only with a behaviour that is meant to change;
 * {@code -Dgatehouse.golden=write} writes it.
 */
public final class GoldenFile {

    private static final Path FOLDER = Path.of("src/test/resources/settings");

    private GoldenFile() {}

    /** Compares line by line, so that a failure names the lines that differ. */
    public static void assertSame(String name, String text) {
        Path file = FOLDER.resolve(name);
        try {
            if ("write".equals(System.getProperty("gatehouse.golden"))) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, text);
            }
            List<String> expected = Files.readAllLines(file);
            List<String> actual = text.lines().toList();
            assertThat(actual.stream().filter(line -> !expected.contains(line)))
                    .as("new in %s", name)
                    .isEmpty();
            assertThat(expected.stream().filter(line -> !actual.contains(line)))
                    .as("missing in %s", name)
                    .isEmpty();
            assertThat(actual.equals(expected))
                    .as("order of the lines of %s", name)
                    .isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
