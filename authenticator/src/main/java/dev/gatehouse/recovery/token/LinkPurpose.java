package dev.gatehouse.recovery.token;

/** What a link was mailed for. */
public enum LinkPurpose {
    /** Somebody had forgotten the password. */
    RESET,
    /** Somebody who was signed in wanted another one. */
    CHANGE,
    /** Somebody said that another person had signed in. */
    SECURE,
    /** Somebody's wrong passwords have locked the account for a time. */
    RESUME;

    /** Whether it was mailed without anybody having typed an address: to somebody who was signed in, or whose account was locked. It then is about one account only. */
    public boolean isOfOneAccount() {
        return switch (this) {
            case RESET, SECURE -> false;
            case CHANGE, RESUME -> true;
        };
    }
}
