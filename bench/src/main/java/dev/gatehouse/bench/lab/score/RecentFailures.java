package dev.gatehouse.bench.lab.score;

import dev.gatehouse.bench.lab.log.LoginRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Failed attempts within the last hour, counted by one value of the row. Memory is proportional to the failures of an hour. */
final class RecentFailures {

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Function<LoginRow, String> by;
    private final Deque<Failure> failures = new ArrayDeque<>();
    private final Map<String, Integer> counts = new HashMap<>();

    private record Failure(Instant time, String of) {}

    RecentFailures(Function<LoginRow, String> by) {
        this.by = by;
    }

    void add(LoginRow row) {
        forgetBefore(row.time().minus(REMEMBERED));
        Failure failure = new Failure(row.time(), by.apply(row));
        failures.addLast(failure);
        counts.merge(failure.of(), 1, Integer::sum);
    }

    int before(LoginRow row) {
        forgetBefore(row.time().minus(REMEMBERED));
        return counts.getOrDefault(by.apply(row), 0);
    }

    private void forgetBefore(Instant since) {
        while (!failures.isEmpty() && failures.peekFirst().time().isBefore(since)) {
            counts.computeIfPresent(failures.removeFirst().of(), (of, count) -> count == 1 ? null : count - 1);
        }
    }
}
