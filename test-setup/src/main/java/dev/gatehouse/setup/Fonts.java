package dev.gatehouse.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The fonts used for the screenshots of pages, in the folders that {@code integration-tests/src/test/pictures/fonts.conf} uses. */
final class Fonts {

    private static final List<String> FILES = List.of(
            "liberation/LiberationSans-Regular.ttf", "dejavu/DejaVuSans.ttf", "droid/DroidSansFallbackFull.ttf");

    private Fonts() {}

    static boolean areInstalled() {
        return FILES.stream()
                .allMatch(file ->
                        Files.isRegularFile(Path.of("/usr/share/fonts/truetype").resolve(file)));
    }
}
