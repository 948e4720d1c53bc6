package dev.gatehouse.risk.profile;

import org.jspecify.annotations.Nullable;

/**
 * When an account was last secured: the part of the security stamp that changes even if nothing else of the account does. Anything
 * issued before carries an earlier value and is invalid. Compared only for equality, never for order, so that the clocks of two
 * nodes may differ.
 *
 * @param millis milliseconds since the epoch; 0 if the account was never secured, negative for a value that is never current
 */
public record SecuredAt(long millis) {

    /** The account was never secured. Anything issued before the upgrade to this version counts as issued in this state. */
    public static final SecuredAt NEVER = new SecuredAt(0);

    /** Always invalid, whenever the account was secured. */
    public static final SecuredAt VOID = new SecuredAt(-1);

    /** Reads a column, which is {@code null} for an account that was never secured. */
    static SecuredAt ofColumn(@Nullable Long column) {
        return column == null ? NEVER : new SecuredAt(column);
    }

    /**
     * Reads a note.
     *
     * @param text what {@link #text} returned; {@code null} if it was issued before the upgrade to this version
     * @return {@link #VOID} for invalid text
     */
    public static SecuredAt parse(@Nullable String text) {
        if (text == null) {
            return NEVER;
        }
        try {
            return new SecuredAt(Long.parseLong(text));
        } catch (NumberFormatException damaged) {
            return VOID;
        }
    }

    /** Serialises the value for a note. */
    public String text() {
        return Long.toString(millis);
    }

    /** Whether the account was ever secured. True for {@link #VOID}, which matches no account. */
    public boolean isSet() {
        return millis != 0;
    }

    /**
     * Whether the account was secured after the issue of something that carries no stamp. Within the same second, the account
     * counts as secured first.
     *
     * @param seconds the time of issue, in seconds since the epoch
     */
    public boolean isAfter(long seconds) {
        return isSet() && seconds < millis / 1000;
    }
}
