package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.company.CompanyLog;
import java.time.Instant;

/** Times in the log. Hours are those of local summer time, two ahead of UTC; they may be beyond the day. */
final class Clock {

    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final int HOURS_PER_DAY = 24;
    private static final int AHEAD_OF_UTC = 2;

    private Clock() {}

    /** The time at this local hour of the day. */
    static Instant at(int day, double hour) {
        return CompanyLog.START.plusMillis(Math.round((day * HOURS_PER_DAY + hour - AHEAD_OF_UTC) * MILLIS_PER_HOUR));
    }

    /** The time at which the day begins in UTC, as in the whole laboratory. */
    static Instant startOf(int day) {
        return at(day, AHEAD_OF_UTC);
    }
}
