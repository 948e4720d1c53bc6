package dev.gatehouse.link;

/** What a link was mailed for. */
public enum Purpose {
    /** Somebody had forgotten the password. */
    RESET,
    /** Somebody who was signed in wanted another one. */
    CHANGE,
    /** Somebody said that another person had signed in. */
    SECURE
}
