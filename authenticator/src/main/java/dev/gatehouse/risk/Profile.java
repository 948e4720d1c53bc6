package dev.gatehouse.risk;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is usual for a user. Immutable, and bounded whatever it is fed. Holds neither addresses nor names.
 *
 * @param habit how busy the user is and since when; empty before the first completed login
 * @param prefixes network prefixes
 * @param countries countries
 * @param systems operating systems with the type of device
 * @param browsers browsers with operating system and type of device
 */
public record Profile(Optional<Habit> habit, Tally prefixes, Tally countries, Tally systems, Tally browsers) {

    /** The profile of a user who never completed a login. */
    public static final Profile EMPTY =
            new Profile(Optional.empty(), Tally.EMPTY, Tally.EMPTY, Tally.EMPTY, Tally.EMPTY);

    /** Completed logins after which a user counts as known, together with {@link #LEARNING_TIME}. */
    public static final int LEARNING_LOGINS = 3;

    /** Time after which a user counts as known, together with {@link #LEARNING_LOGINS}. */
    public static final Duration LEARNING_TIME = Duration.ofDays(5);

    /** A user who was away longer than this is learned again. */
    public static final Duration RELEARN_AFTER = Duration.ofDays(180);

    private static final int MAX_PREFIXES = 20;
    private static final int MAX_COUNTRIES = 5;
    private static final int MAX_USER_AGENTS = 10;
    private static final int MAX_NAME = 20;
    private static final Pattern UNUSUAL = Pattern.compile("[^A-Za-z0-9 .+-]");

    /**
     * How busy a user is.
     *
     * @param logins decayed number of completed logins as of {@code last}
     * @param completed completed logins since {@code first}, not decayed, at most {@link #LEARNING_LOGINS}
     * @param first the first login that the profile remembers
     * @param last the latest login
     */
    public record Habit(double logins, int completed, Instant first, Instant last) {

        double loginsAt(Instant now) {
            return new Tally.Sighting(logins, true, last).weightAt(now);
        }
    }

    public Profile {
        Objects.requireNonNull(habit, "habit");
        Objects.requireNonNull(prefixes, "prefixes");
        Objects.requireNonNull(countries, "countries");
        Objects.requireNonNull(systems, "systems");
        Objects.requireNonNull(browsers, "browsers");
    }

    /** The decayed number of completed logins. */
    public double logins(Instant now) {
        return habit.map(known -> known.loginsAt(now)).orElse(0.0);
    }

    /** How far the user is known at this time. */
    public Assessment.History history(Instant now) {
        if (habit.isEmpty() || isOutdated(now)) {
            return Assessment.History.NONE;
        }
        Habit known = habit.get();
        boolean enough = known.completed() >= LEARNING_LOGINS
                && Duration.between(known.first(), now).compareTo(LEARNING_TIME) >= 0;
        return enough ? Assessment.History.ESTABLISHED : Assessment.History.LEARNING;
    }

    /**
     * Whether the owner of the account would want to hear of this login, were it completed: it is not the first, and comes with a
     * browser or from a country that is not known. A known device may be in any browser.
     */
    public boolean isNews(LoginAttempt attempt) {
        Instant now = attempt.time();
        boolean isNewDevice = attempt.device() == DeviceRecognition.UNKNOWN && browsers.weight(browserKey(attempt.userAgent()), now) == 0;
        boolean isNewPlace = attempt.network().isInCountry() && countries.weight(attempt.network().country(), now) == 0;
        return history(now) != Assessment.History.NONE && (isNewDevice || isNewPlace);
    }

    /** The profile after a completed login. Must not be called for a login that was given up or refused. */
    public Profile learn(LoginAttempt attempt) {
        Instant now = attempt.time();
        if (isOutdated(now)) {
            return EMPTY.learn(attempt);
        }
        Habit next = habit
                .map(known -> new Habit(
                        known.loginsAt(now) + 1,
                        Math.min(known.completed() + 1, LEARNING_LOGINS),
                        known.first(),
                        now.isAfter(known.last()) ? now : known.last()))
                .orElseGet(() -> new Habit(1, 1, now, now));
        return new Profile(
                Optional.of(next),
                prefixes.plus(attempt.network().prefix(), now, MAX_PREFIXES),
                countries.plus(attempt.network().country(), now, MAX_COUNTRIES),
                systems.plus(systemKey(attempt.userAgent()), now, MAX_USER_AGENTS),
                browsers.plus(browserKey(attempt.userAgent()), now, MAX_USER_AGENTS));
    }

    private boolean isOutdated(Instant now) {
        return habit.filter(known -> Duration.between(known.last(), now).compareTo(RELEARN_AFTER) > 0).isPresent();
    }

    static String systemKey(UserAgent userAgent) {
        return shortened(userAgent.operatingSystem()) + "/" + userAgent.deviceType().name().charAt(0);
    }

    static String browserKey(UserAgent userAgent) {
        return shortened(userAgent.browser()) + "/" + systemKey(userAgent);
    }

    /** Names come from a header, so their length and their characters are bounded here. */
    private static String shortened(String name) {
        String plain = UNUSUAL.matcher(name).replaceAll("_");
        return plain.substring(0, Math.min(MAX_NAME, plain.length()));
    }
}
