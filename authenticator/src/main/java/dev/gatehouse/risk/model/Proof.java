package dev.gatehouse.risk.model;

/** What a completed login has proven besides the first factor. */
public enum Proof {
    /** Nothing. */
    NONE,
    /** A second factor. */
    SECOND_FACTOR,
    /** A second factor that only the score of the login required. */
    FOR_SCORE;

    /** Whether a second factor was proven. */
    boolean isProven() {
        return switch (this) {
            case NONE -> false;
            case SECOND_FACTOR, FOR_SCORE -> true;
        };
    }
}
