package dev.gatehouse.risk.profile;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * How often a user was asked for a second factor, or would have been, on each of the last {@value #DAYS} days. Immutable.
 *
 * @param latest the latest day on which the user was asked, in UTC
 * @param times how often on that day and the days before it, the latest first; at most {@value #MOST} are counted of a day
 */
public record ChallengeHistory(LocalDate latest, int[] times) {

    /** How many days are kept. */
    static final int DAYS = 30;

    /** The longest text that {@link #encode} makes. */
    static final int MAX_LENGTH = 64;

    /** Nobody has been asked. */
    static final ChallengeHistory NEVER = new ChallengeHistory(LocalDate.EPOCH, new int[DAYS]);

    private static final int MOST = Character.MAX_RADIX - 1;
    private static final Pattern ENCODED = Pattern.compile("\\d{1,9}:[0-9a-z]{" + DAYS + "}");

    public ChallengeHistory {
        times = times.clone();
    }

    @Override
    public int[] times() {
        return times.clone();
    }

    /** Asked once more. A day before the latest by more than what is kept counts nothing. */
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

    /** The day of a time, in UTC. */
    static LocalDate day(long millis) {
        return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** How often within the last {@value #DAYS} days. */
    int asOf(LocalDate today) {
        int age = (int) Math.max(0, Math.min(DAYS, today.toEpochDay() - latest.toEpochDay()));
        return Arrays.stream(times, 0, DAYS - age).sum();
    }

    /** As text; {@code null} if nobody was ever asked. */
    String encode() {
        if (equals(NEVER)) {
            return null;
        }
        StringBuilder text = new StringBuilder().append(latest.toEpochDay()).append(':');
        Arrays.stream(times).forEach(number -> text.append(Character.forDigit(number, Character.MAX_RADIX)));
        return text.toString();
    }

    /**
     * What was encoded; {@link #NEVER} for anything else: a report is not worth a failing login.
     *
     * @param text {@code null} where nothing was kept
     */
    static ChallengeHistory decode(String text) {
        if (text == null || !ENCODED.matcher(text).matches()) {
            return NEVER;
        }
        int colon = text.indexOf(':');
        int[] times = text.substring(colon + 1).chars().map(digit -> Character.digit(digit, Character.MAX_RADIX)).toArray();
        return new ChallengeHistory(LocalDate.ofEpochDay(Long.parseLong(text.substring(0, colon))), times);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChallengeHistory days && latest.equals(days.latest) && Arrays.equals(times, days.times);
    }

    @Override
    public int hashCode() {
        return 31 * latest.hashCode() + Arrays.hashCode(times);
    }

    @Override
    public String toString() {
        return "AskedDays[" + encode() + "]";
    }
}
