package dev.gatehouse.risk.population;

import java.util.Locale;

/** The outcome of an answer to a challenge. The names are those of rows, and in lower case they are values of a metric's label. */
public enum AnswerOutcome {
    /** The code or the key was accepted. */
    ACCEPTED,
    /** The code is wrong. */
    WRONG,
    /** The code has expired, was used, or none was sent for the login. */
    EXPIRED,
    /** The code has no attempts left. */
    EXHAUSTED,
    /** The account has had too many wrong answers. */
    BLOCKED,
    /** The key was not accepted. */
    REFUSED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
