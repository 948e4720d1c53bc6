package dev.gatehouse.risk.model;

/** Whether the request carries a token that an earlier, completed login of this user stored in the browser or app. */
public enum DeviceRecognition {
    /** A valid token of this user, issued after a second factor. */
    KNOWN,
    /** A valid token of this user, issued after a login that proved nothing but the password. */
    SEEN,
    /** No token, or one that is forged, expired, revoked or issued to another user. */
    UNKNOWN,
    /** A token of this user that was already rotated: it has been copied. */
    REPLAYED;

    /** Whether the device has been used by this user before, as far as its token proves it. */
    boolean isRecognised() {
        return switch (this) {
            case KNOWN, SEEN -> true;
            case UNKNOWN, REPLAYED -> false;
        };
    }
}
