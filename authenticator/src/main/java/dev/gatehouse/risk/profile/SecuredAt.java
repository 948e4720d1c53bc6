package dev.gatehouse.risk.profile;

/**
 * When an account was last secured: the part of the security stamp that moves when nothing else of the account need change. What was issued
 * before carries an earlier value and is worth nothing. Compared for equality and never for order, so that the clocks of two nodes may differ.
 *
 * @param millis milliseconds since the epoch; 0 if the account was never secured, negative for what is never current
 */
public record SecuredAt(long millis) {

    /** The account was never secured. What was issued before an upgrade counts as issued then. */
    public static final SecuredAt NEVER = new SecuredAt(0);

    /** Worth nothing, whenever the account was secured. */
    public static final SecuredAt VOID = new SecuredAt(-1);

    /** Reads a column, which is null for an account that was never secured. */
    static SecuredAt ofColumn(Long column) {
        return column == null ? NEVER : new SecuredAt(column);
    }

    /**
     * Reads a note.
     *
     * @param text what {@link #text} made; {@code null} in what was issued before an upgrade
     * @return {@link #VOID} for anything else
     */
    public static SecuredAt parse(String text) {
        if (text == null) {
            return NEVER;
        }
        try {
            return new SecuredAt(Long.parseLong(text));
        } catch (NumberFormatException damaged) {
            return VOID;
        }
    }

    /** As text for a note. */
    public String text() {
        return Long.toString(millis);
    }

    /** Whether the account was secured at all. {@link #VOID} counts as set: nothing is the same as it. */
    public boolean isSet() {
        return millis != 0;
    }

    /**
     * Whether the account was secured after something that carries no stamp. In the same second counts as before.
     *
     * @param seconds when that was, in seconds since the epoch
     */
    public boolean isAfter(long seconds) {
        return isSet() && seconds < millis / 1000;
    }
}
