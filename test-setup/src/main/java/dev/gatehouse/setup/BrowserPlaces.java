package dev.gatehouse.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Locations of browsers: the configured one, those installed by the system, and those downloaded by Playwright. */
final class BrowserPlaces {

    /** Headless Chromium first, because it needs a third of the time. */
    private static final List<String> INSTALLED = List.of(
            "/usr/bin/chromium-headless-shell",
            "/usr/lib64/chromium-browser/headless_shell",
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/usr/bin/google-chrome-stable",
            "/snap/bin/chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium");

    private static final Pattern FOLDER = Pattern.compile("(chromium_headless_shell|chromium)-(\\d+)");
    private static final List<String> NAMES =
            List.of("chrome-headless-shell", "headless_shell", "chrome", "Chromium", "Google Chrome for Testing");
    private static final int DEPTH = 6;

    private final Path root;
    private final Map<String, String> environment;
    private final Path home;

    /**
     * Creates the locations.
     *
     * @param root the root folder of the file system
     * @param environment the environment variables
     * @param home the user's home folder
     */
    BrowserPlaces(Path root, Map<String, String> environment, Path home) {
        this.root = root;
        this.environment = environment;
        this.home = home;
    }

    /** The existing executables, best first. */
    List<Path> executables() {
        return Stream.of(named(), INSTALLED.stream().map(place -> root.resolve(place.substring(1))), downloaded())
                .flatMap(places -> places)
                .filter(Files::isExecutable)
                .toList();
    }

    private Stream<Path> named() {
        return Stream.ofNullable(environment.get("GATEHOUSE_CHROMIUM"))
                .filter(name -> !name.isBlank())
                .map(Path::of);
    }

    /** Playwright's downloads: newest first, headless before the full browser. */
    private Stream<Path> downloaded() {
        return list(playwrightsFolder())
                .filter(folder ->
                        FOLDER.matcher(folder.getFileName().toString()).matches())
                .sorted(Comparator.comparing(BrowserPlaces::revision)
                        .reversed()
                        .thenComparing(folder -> folder.getFileName().toString(), Comparator.reverseOrder()))
                .flatMap(folder -> executableIn(folder).stream());
    }

    private Path playwrightsFolder() {
        String named = environment.get("PLAYWRIGHT_BROWSERS_PATH");
        if (named != null && !named.isBlank() && !named.equals("0")) {
            return Path.of(named);
        }
        Path ofMac = home.resolve("Library/Caches/ms-playwright");
        return Files.isDirectory(ofMac)
                ? ofMac
                : Path.of(environment.getOrDefault(
                                "XDG_CACHE_HOME", home.resolve(".cache").toString()))
                        .resolve("ms-playwright");
    }

    private static int revision(Path folder) {
        Matcher matcher = FOLDER.matcher(folder.getFileName().toString());
        return matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
    }

    private static Optional<Path> executableIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return files.filter(file -> NAMES.contains(file.getFileName().toString())
                            && Files.isRegularFile(file)
                            && Files.isExecutable(file))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
