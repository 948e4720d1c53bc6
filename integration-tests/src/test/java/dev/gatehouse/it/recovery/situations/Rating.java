package dev.gatehouse.it.recovery.situations;

/** How a situation ends for a user who needs a new password. */
public enum Rating {
    /** The new password signs in, and was reached from the pages and emails at hand. */
    FINISHED("✔"),
    /** The new password signs in, but only after starting over at the app's login page, or in another browser. */
    STARTS_OVER("◐"),
    /** The new password does not sign in, whatever the user tries. */
    DEAD_END("✘"),
    /** Something happened that should not, or was revealed to someone who should not learn it. */
    FLAWED("⚠");

    private final String sign;

    Rating(String sign) {
        this.sign = sign;
    }

    /** The sign in the table. */
    public String sign() {
        return sign;
    }
}
