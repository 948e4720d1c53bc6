package dev.gatehouse.bench.lab.replay;

import dev.gatehouse.bench.lab.log.LogReader;
import dev.gatehouse.bench.lab.log.LoginRow;
import dev.gatehouse.bench.lab.log.UnusableLogException;
import dev.gatehouse.bench.lab.score.GatehouseScorer;
import dev.gatehouse.risk.model.Assessment;
import dev.gatehouse.risk.model.Profile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Scores every login of a log with what the log told before. Memory does not grow with the log: profiles are in a file, and what is kept of
 * everybody is bounded.
 */
final class Replay {

    /** Clocks of several servers, written into one log, differ a little. */
    private static final Duration DISORDER = Duration.ofSeconds(60);

    private final GatehouseScorer scorer = new GatehouseScorer(true);
    private final Set<String> dropped;
    private final long maxRows;
    private long rows;
    private long droppedRows;
    private long scored;

    /** Takes what was said of one login. */
    @FunctionalInterface
    interface Sink {
        void take(LoginRow row, Assessment assessment) throws IOException;
    }

    /**
     * A replay.
     *
     * @param dropped users whose rows are left out
     * @param maxRows after so many rows it ends
     */
    Replay(Set<String> dropped, long maxRows) {
        this.dropped = Set.copyOf(dropped);
        this.maxRows = maxRows;
    }

    /**
     * Replays a log.
     *
     * @param progress told how many rows are done, after each
     * @throws UnusableLogException if the log is not in order of time
     */
    void run(LogReader log, ProfileFile profiles, Sink sink, LongConsumer progress) throws IOException {
        Instant latest = Instant.MIN;
        while (rows < maxRows && log.hasNext()) {
            LoginRow row = log.next();
            if (latest.minus(latest == Instant.MIN ? Duration.ZERO : DISORDER).isAfter(row.time())) {
                throw new UnusableLogException("The log is not sorted by time: line " + log.line() + " is of " + row.time() + ", a line before it of "
                        + latest + ". Sort it by the column \"Login Timestamp\" first, for example: "
                        + "(head -n 1 LOG; tail -n +2 LOG | sort -t, -k2,2 -s) > SORTED");
            }
            latest = row.time().isAfter(latest) ? row.time() : latest;
            rows++;
            if (dropped.contains(row.user())) {
                droppedRows++;
            } else {
                take(row, profiles, sink);
            }
            progress.accept(rows);
        }
    }

    private void take(LoginRow row, ProfileFile profiles, Sink sink) throws IOException {
        if (!row.successful()) {
            scorer.failed(row);
            return;
        }
        Profile profile = profiles.of(row.user());
        sink.take(row, scorer.assess(row, profile));
        scored++;
        if (row.isOwn()) {
            profiles.keep(row.user(), scorer.learn(row, profile));
        }
    }

    long rows() {
        return rows;
    }

    long droppedRows() {
        return droppedRows;
    }

    long scored() {
        return scored;
    }
}
