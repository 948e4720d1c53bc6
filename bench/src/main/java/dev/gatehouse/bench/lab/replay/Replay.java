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
 * Scores every login of a log with the history up to it. Memory does not grow with the log: profiles are in a file, and the
 * population is bounded.
 */
final class Replay {

    /** Tolerance for clock differences between servers that write to the same log. */
    private static final Duration DISORDER = Duration.ofSeconds(60);

    private final GatehouseScorer scorer = new GatehouseScorer(true);
    private final Set<String> dropped;
    private final long maxRows;
    private long rows;
    private long droppedRows;
    private long scored;

    /** Receives the assessment of one login. */
    @FunctionalInterface
    interface Sink {
        void take(LoginRow row, Assessment assessment) throws IOException;
    }

    /**
     * Creates a replay.
     *
     * @param dropped users whose rows are skipped
     * @param maxRows the maximum number of rows to read
     */
    Replay(Set<String> dropped, long maxRows) {
        this.dropped = Set.copyOf(dropped);
        this.maxRows = maxRows;
    }

    /**
     * Replays a log.
     *
     * @param progress receives the number of processed rows after each row
     * @throws UnusableLogException if the log is not in chronological order
     */
    void run(LogReader log, ProfileFile profiles, Sink sink, LongConsumer progress) throws IOException {
        Instant latest = Instant.MIN;
        while (rows < maxRows && log.hasNext()) {
            LoginRow row = log.next();
            if (latest.minus(latest == Instant.MIN ? Duration.ZERO : DISORDER).isAfter(row.time())) {
                throw new UnusableLogException("The log is not sorted by time: line " + log.line() + " is of "
                        + row.time() + ", a line before it of "
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
