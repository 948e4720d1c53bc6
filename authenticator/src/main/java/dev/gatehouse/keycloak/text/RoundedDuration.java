package dev.gatehouse.keycloak.text;

import java.time.Duration;
import java.time.Instant;
import org.keycloak.forms.login.LoginFormsProvider;

/**
 * An amount of time as users read it, such as "42 minutes": in one unit, rounded up, so that "in 42 minutes" is never too early.
 *
 * @param unit the unit
 * @param number how many of them, at least 1
 */
public record RoundedDuration(Unit unit, long number) {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration MOST_IN_MINUTES = Duration.ofHours(2);

    /** A unit of time. */
    public enum Unit {
        /** Less than a minute. */
        SECONDS("gatehouseDuration_seconds", Duration.ofSeconds(1)),
        /** Up to two hours. */
        MINUTES("gatehouseDuration_minutes", MINUTE),
        /** Everything longer. */
        HOURS("gatehouseDuration_hours", Duration.ofHours(1));

        private final String message;
        private final Duration length;

        Unit(String message, Duration length) {
            this.message = message;
            this.length = length;
        }
    }

    /** Rounds a duration; one that is over counts as a second. */
    public static RoundedDuration of(Duration exact) {
        // As a duration below a minute may be rounded up to one, the seconds decide.
        long seconds = Math.max(1, exact.plusNanos(999_999_999).toSeconds());
        Unit unit = seconds < MINUTE.toSeconds()
                ? Unit.SECONDS
                : seconds <= MOST_IN_MINUTES.toSeconds() ? Unit.MINUTES : Unit.HOURS;
        return new RoundedDuration(unit, -Math.floorDiv(-seconds, unit.length.toSeconds()));
    }

    /** The time from one instant to another. */
    public static RoundedDuration between(Instant now, Instant then) {
        return of(Duration.between(now, then));
    }

    /** The key of the message: its parameter 0 is the number, which decides on the form of the noun, and 1 its digits. */
    public String message() {
        return unit.message;
    }

    /** The number in digits, the same in every language. */
    public String digits() {
        return Long.toString(number);
    }

    /** As a part of a sentence, in the language of the page. */
    public String in(LoginFormsProvider page) {
        return page.getMessage(message(), number, digits());
    }
}
