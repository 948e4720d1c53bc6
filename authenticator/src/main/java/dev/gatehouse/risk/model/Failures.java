package dev.gatehouse.risk.model;

/**
 * What went wrong within the last hour.
 *
 * @param ofUser wrong tries to log in as this user, at least 0
 * @param ofNetwork wrong tries from this network, whoever was named, at least 0
 */
public record Failures(int ofUser, int ofNetwork) {

    /** Nothing went wrong. */
    public static final Failures NONE = new Failures(0, 0);

    public Failures {
        if (ofUser < 0 || ofNetwork < 0) {
            throw new IllegalArgumentException("failures are counted from 0: " + ofUser + ", " + ofNetwork);
        }
    }
}
