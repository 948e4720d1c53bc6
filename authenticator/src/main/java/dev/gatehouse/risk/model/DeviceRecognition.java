package dev.gatehouse.risk.model;

/** Whether the request carries the secret that an earlier, completed login of this user stored in the browser. */
public enum DeviceRecognition {
    /** A valid token of this user. */
    KNOWN,
    /** No token, or one that is forged, expired, revoked or issued to another user. */
    UNKNOWN,
    /** A token of this user that was already rotated: it has been copied. */
    REPLAYED
}
