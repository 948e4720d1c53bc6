package dev.gatehouse.bench.lab.score;

import dev.gatehouse.bench.lab.log.LoginRow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/**
 * Apereo CAS: the mean of {@code 1 - matching / total} over the logins of the last 30 days, for address, user agent, location and
 * time of day. Without a login in that time the risk is at its maximum. Location is the country here; hours match within two.
 */
public final class CasScorer implements Scorer<Deque<CasScorer.Past>> {

    private static final Duration REMEMBERED = Duration.ofDays(30);
    private static final int CALCULATORS = 4;
    private static final int HOURS = 2;
    private static final int DAY = 24;

    /** A login of the last 30 days. */
    public record Past(Instant time, String address, String userAgent, String country) {

        private static Past of(LoginRow row) {
            return new Past(
                    row.time(),
                    row.origin().address(),
                    row.client().userAgent(),
                    row.origin().country());
        }

        private int hour() {
            return time.atOffset(ZoneOffset.UTC).getHour();
        }
    }

    @Override
    public String name() {
        return "Apereo CAS";
    }

    @Override
    public Deque<Past> emptyHistory() {
        return new ArrayDeque<>(4);
    }

    @Override
    public Score score(LoginRow row, Deque<Past> history) {
        Past now = Past.of(row);
        double risk = unlike(history, now, past -> past.address().equals(now.address()))
                + unlike(history, now, past -> past.userAgent().equals(now.userAgent()))
                + unlike(history, now, past -> past.country().equals(now.country()))
                + unlike(history, now, past -> hoursBetween(past.hour(), now.hour()) <= HOURS);
        return Score.of(risk / CALCULATORS);
    }

    private static double unlike(Deque<Past> history, Past now, Predicate<Past> matches) {
        Instant since = now.time().minus(REMEMBERED);
        long total = 0;
        long matching = 0;
        for (Past past : history) {
            if (!past.time().isBefore(since)) {
                total++;
                matching += matches.test(past) ? 1 : 0;
            }
        }
        return total == 0 ? 1 : 1 - (double) matching / total;
    }

    private static int hoursBetween(int one, int other) {
        int apart = Math.abs(one - other);
        return Math.min(apart, DAY - apart);
    }

    @Override
    public Deque<Past> learn(LoginRow row, Deque<Past> history) {
        Instant since = row.time().minus(REMEMBERED);
        while (!history.isEmpty() && history.peekFirst().time().isBefore(since)) {
            history.removeFirst();
        }
        history.addLast(Past.of(row));
        return history;
    }
}
