package dev.gatehouse.risk.model;

/**
 * Failed login attempts within the last hour.
 *
 * @param ofUser failed attempts to log in as this user, at least 0
 * @param ofNetwork failed attempts from this network for any user name, at least 0
 */
public record Failures(int ofUser, int ofNetwork) {

    /** No failed attempts. */
    public static final Failures NONE = new Failures(0, 0);

    public Failures {
        if (ofUser < 0 || ofNetwork < 0) {
            throw new IllegalArgumentException("failures are counted from 0: " + ofUser + ", " + ofNetwork);
        }
    }
}
