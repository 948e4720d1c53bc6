package dev.gatehouse.risk.signals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * A {@link NetworkList} in a file, reloaded when the file changes. The file is checked at most once a minute by a thread that needs
 * the list, while other threads use the current one.
 */
final class NetworkListFile {

    private static final Logger LOG = Logger.getLogger(NetworkListFile.class);
    private static final Duration CHECK_INTERVAL = Duration.ofMinutes(1);
    private static final int MAX_PROBLEMS_LOGGED = 20;

    private final Path path;
    private final Clock clock;
    private final AtomicLong nextCheckMillis = new AtomicLong(Long.MIN_VALUE);
    private volatile State state = new State(Optional.empty(), "");

    /**
     * The last state of the file.
     *
     * @param list the list as last read; empty if it was never read
     * @param version identifies the state of the file, to detect changes
     */
    private record State(Optional<NetworkList> list, String version) {}

    /** Reads the file immediately, and logs its problems. */
    NetworkListFile(Path path, Clock clock) {
        this.path = path;
        this.clock = clock;
        list();
    }

    /**
     * The list; empty until the file could be read for the first time. The last list that was read stays in effect while the file
     * cannot be read.
     */
    Optional<NetworkList> list() {
        long due = nextCheckMillis.get();
        long now = clock.millis();
        long next = now + CHECK_INTERVAL.toMillis();
        // A clock that was set back must not prevent checks of the file.
        boolean isDue = now >= due || due > next;
        if (isDue && nextCheckMillis.compareAndSet(due, next)) {
            reloadIfChanged();
        }
        return state.list();
    }

    private void reloadIfChanged() {
        String version = version();
        State before = state;
        if (version.equals(before.version())) {
            return;
        }
        try {
            NetworkList.Parsed parsed = NetworkList.parse(new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
            state = new State(Optional.of(parsed.list()), version);
            LOG.infof("List of networks %s: %d ranges", path, parsed.list().size());
            log(parsed.problems());
        } catch (IOException | RuntimeException e) {
            state = new State(before.list(), version);
            LOG.errorf(
                    "GATEHOUSE-105 The list of networks %s cannot be read: %s. %s",
                    path,
                    e.toString(),
                    before.list().isPresent()
                            ? "The version read before stays in use"
                            : "Until it can be read, every login is challenged");
        }
    }

    private void log(List<String> problems) {
        problems.stream()
                .limit(MAX_PROBLEMS_LOGGED)
                .forEach(problem ->
                        LOG.errorf("GATEHOUSE-106 The list of networks %s: %s; the line is ignored", path, problem));
        if (problems.size() > MAX_PROBLEMS_LOGGED) {
            LOG.errorf(
                    "GATEHOUSE-106 The list of networks %s: %d more lines are ignored",
                    path, problems.size() - MAX_PROBLEMS_LOGGED);
        }
    }

    private String version() {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            return file.lastModifiedTime().toMillis() + " " + file.size() + " " + file.fileKey();
        } catch (IOException | RuntimeException e) {
            return "unreadable";
        }
    }
}
