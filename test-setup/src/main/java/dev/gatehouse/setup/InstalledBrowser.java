package dev.gatehouse.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser of this machine: the first one that exists and starts. A downloaded one may lack libraries. */
public final class InstalledBrowser {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static Optional<Path> found = Optional.empty();

    private InstalledBrowser() {}

    /** The executable. Cached once found. */
    public static synchronized Optional<Path> find() {
        if (found.isEmpty()) {
            Commands commands = new SystemCommands();
            found = new BrowserPlaces(Path.of("/"), System.getenv(), Path.of(System.getProperty("user.home")))
                    .executables().stream()
                            .filter(executable -> starts(executable, commands))
                            .findFirst();
        }
        return found;
    }

    /** One sentence for a machine without a working browser: the command to run. */
    public static String advice() {
        return Machine.look(new SystemCommands()).advice(Need.BROWSER);
    }

    private static boolean starts(Path executable, Commands commands) {
        try {
            // A separate profile, because the user's may be in use.
            Path profile = Files.createTempDirectory("gatehouse-browser");
            try {
                return commands.run(
                                LIMIT,
                                List.of(
                                        executable.toString(),
                                        "--headless",
                                        "--no-sandbox",
                                        "--disable-gpu",
                                        "--no-first-run",
                                        "--disable-background-networking",
                                        "--user-data-dir=" + profile,
                                        "--dump-dom",
                                        "about:blank"))
                        .output()
                        .contains("<html");
            } finally {
                delete(profile);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
        }
    }
}
