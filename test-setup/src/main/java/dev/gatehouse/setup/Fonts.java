package dev.gatehouse.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The fonts that the pictures of pages were taken with, where {@code integration-tests/src/test/pictures/fonts.conf} looks for them. */
final class Fonts {

    private static final List<String> FILES = List.of("liberation/LiberationSans-Regular.ttf", "dejavu/DejaVuSans.ttf", "droid/DroidSansFallbackFull.ttf");

    private Fonts() {}

    static boolean areThere() {
        return FILES.stream().allMatch(file -> Files.isRegularFile(Path.of("/usr/share/fonts/truetype").resolve(file)));
    }
}
