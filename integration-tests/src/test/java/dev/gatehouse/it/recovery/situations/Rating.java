package dev.gatehouse.it.recovery.situations;

/** How a situation ends for somebody who needs a new password. */
public enum Rating {
    /** The new password signs in, and was reached from the pages and mails at hand. */
    FINISHED("✔"),
    /** The new password signs in, but only after starting over at the app's login page, or in another browser. */
    STARTS_OVER("◐"),
    /** The new password does not sign in, whatever the person tries. */
    DEAD_END("✘"),
    /** Something happened that should not, or was told to people it should not be told to. */
    FLAWED("⚠");

    private final String sign;

    Rating(String sign) {
        this.sign = sign;
    }

    /** As it stands in the table. */
    public String sign() {
        return sign;
    }
}
