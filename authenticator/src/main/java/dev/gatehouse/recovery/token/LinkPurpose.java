package dev.gatehouse.recovery.token;

/** Why a link was emailed. */
public enum LinkPurpose {
    /** The user has forgotten the password. */
    RESET,
    /** A signed-in user requested a new password. */
    CHANGE,
    /** The user reported that another person has signed in. */
    SECURE,
    /** Wrong passwords have temporarily locked the account. */
    RESUME;

    /**
     * Whether it was emailed without a typed address: to a signed-in user, or to the owner of a locked account. It is then about one
     * account only.
     */
    public boolean isForOneAccount() {
        return switch (this) {
            case RESET, SECURE -> false;
            case CHANGE, RESUME -> true;
        };
    }

    /** Whether a page waits for the email, so that the code in it can be typed there instead of opening the link. */
    public boolean hasCode() {
        return switch (this) {
            case RESET, CHANGE, SECURE -> true;
            case RESUME -> false;
        };
    }
}
