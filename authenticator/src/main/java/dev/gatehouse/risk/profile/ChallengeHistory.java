package dev.gatehouse.risk.profile;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How often a user was challenged, or would have been, on each of the last {@value #DAYS} days. Immutable. */
public final class ChallengeHistory {

    /** The retention window, in days. */
    static final int DAYS = 30;

    /** The maximum length of the text that {@link #encode} returns. */
    static final int MAX_LENGTH = 64;

    /** The user was never challenged. */
    public static final ChallengeHistory NEVER = new ChallengeHistory(LocalDate.EPOCH, new int[DAYS]);

    private static final int MOST = Character.MAX_RADIX - 1;
    /** The most digits of a day since the epoch. */
    private static final int MOST_DIGITS = 9;

    /** The latest day on which the user was challenged, in UTC. */
    private final LocalDate latest;

    /** Challenges per day, the latest day first; a day counts at most {@value #MOST}. */
    private final int[] times;

    private ChallengeHistory(LocalDate latest, int[] times) {
        this.latest = latest;
        this.times = times;
    }

    /** Adds one challenge. Ignores days older than the retention window. */
    ChallengeHistory plus(LocalDate day) {
        int later = (int) Math.max(0, Math.min(DAYS, day.toEpochDay() - latest.toEpochDay()));
        int[] next = new int[DAYS];
        System.arraycopy(times, 0, next, later, DAYS - later);
        LocalDate nextLatest = later > 0 ? day : latest;
        int at = (int) Math.min(DAYS, nextLatest.toEpochDay() - day.toEpochDay());
        if (at < DAYS) {
            next[at] = Math.min(MOST, next[at] + 1);
        }
        return new ChallengeHistory(nextLatest, next);
    }

    /** The day of a time in UTC. */
    static LocalDate day(long millis) {
        return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** The number of challenges within the last {@value #DAYS} days. */
    int asOf(LocalDate today) {
        int age = (int) Math.max(0, Math.min(DAYS, today.toEpochDay() - latest.toEpochDay()));
        return Arrays.stream(times, 0, DAYS - age).sum();
    }

    /** Serialises the history; {@code null} if the user was never challenged. */
    @Nullable
    String encode() {
        if (equals(NEVER)) {
            return null;
        }
        StringBuilder text = new StringBuilder().append(latest.toEpochDay()).append(':');
        Arrays.stream(times).forEach(number -> text.append(Character.forDigit(number, Character.MAX_RADIX)));
        return text.toString();
    }

    /**
     * Deserialises a history; {@link #NEVER} for invalid text, because a statistic must not fail a login.
     *
     * @param text {@code null} if nothing was stored
     */
    static ChallengeHistory decode(@Nullable String text) {
        if (text == null) {
            return NEVER;
        }
        int colon = text.indexOf(':');
        if (colon < 1 || colon > MOST_DIGITS || text.length() != colon + 1 + DAYS) {
            return NEVER;
        }
        // By hand: this is read at each login, and a regular expression costs as much as the query.
        long day = 0;
        for (int at = 0; at < colon; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return NEVER;
            }
            day = 10 * day + digit;
        }
        int[] times = new int[DAYS];
        for (int at = 0; at < DAYS; at++) {
            char digit = text.charAt(colon + 1 + at);
            boolean isDigit = (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'z');
            if (!isDigit) {
                return NEVER;
            }
            times[at] = Character.digit(digit, Character.MAX_RADIX);
        }
        return new ChallengeHistory(LocalDate.ofEpochDay(day), times);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChallengeHistory that && latest.equals(that.latest) && Arrays.equals(times, that.times);
    }

    @Override
    public int hashCode() {
        return 31 * latest.hashCode() + Arrays.hashCode(times);
    }

    @Override
    public String toString() {
        return "ChallengeHistory[" + encode() + "]";
    }
}
