package dev.gatehouse.risk.signals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * A {@link NetworkList} in a file, read again when the file has changed. The file is looked at once a minute at most, by whoever needs the
 * list then, while others go on with the one they know.
 */
final class NetworkListFile {

    private static final Logger LOG = Logger.getLogger(NetworkListFile.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
    private static final int MOST_PROBLEMS_TOLD = 20;

    private final Path path;
    private final Clock clock;
    private final AtomicReference<Instant> nextLook;
    private volatile State state = new State(Optional.empty(), "");

    /**
     * What is known of the file.
     *
     * @param list the list as it was read last; empty if it never was
     * @param version what tells this state of the file from others
     */
    private record State(Optional<NetworkList> list, String version) {}

    /** Reads the file at once; what is wrong with it is told in the log. */
    NetworkListFile(Path path, Clock clock) {
        this.path = path;
        this.clock = clock;
        this.nextLook = new AtomicReference<>(Instant.MIN);
        list();
    }

    /** The list; empty while the file cannot be read and never could. What has been read holds until something better can be. */
    Optional<NetworkList> list() {
        Instant due = nextLook.get();
        Instant now = clock.instant();
        // A clock that was set back must not keep the file from being looked at.
        boolean isDue = !now.isBefore(due) || due.isAfter(now.plus(BETWEEN_LOOKS));
        if (isDue && nextLook.compareAndSet(due, now.plus(BETWEEN_LOOKS))) {
            look();
        }
        return state.list();
    }

    private void look() {
        String version = version();
        State before = state;
        if (version.equals(before.version())) {
            return;
        }
        try {
            NetworkList.Parsed parsed = NetworkList.parse(new String(Files.readAllBytes(path), StandardCharsets.UTF_8).lines().toList());
            state = new State(Optional.of(parsed.list()), version);
            LOG.infof("List of networks %s: %d ranges", path, parsed.list().size());
            log(parsed.problems());
        } catch (IOException | RuntimeException e) {
            state = new State(before.list(), version);
            LOG.errorf("GATEHOUSE-105 The list of networks %s cannot be read: %s. %s", path, e.toString(),
                    before.list().isPresent() ? "The version read before stays in use" : "Until it can be read, every login is challenged");
        }
    }

    private void log(List<String> problems) {
        problems.stream().limit(MOST_PROBLEMS_TOLD)
                .forEach(problem -> LOG.errorf("GATEHOUSE-106 The list of networks %s: %s; the line is ignored", path, problem));
        if (problems.size() > MOST_PROBLEMS_TOLD) {
            LOG.errorf("GATEHOUSE-106 The list of networks %s: %d more lines are ignored", path, problems.size() - MOST_PROBLEMS_TOLD);
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
