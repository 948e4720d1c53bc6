package dev.gatehouse.risk.model;

/** Whether the request carries the secret that an earlier, completed login of this user left in the browser. */
public enum DeviceRecognition {
    /** A valid token of this user. */
    KNOWN,
    /** No token, or one that is forged, expired, withdrawn or somebody else's. */
    UNKNOWN,
    /** A token of this user that was already rotated away: somebody has a copy. */
    REPLAYED
}
