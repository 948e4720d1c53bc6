package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.event.GatehouseEvents;

/** Why an answer to a challenge was rejected, with its event error and metric label. */
enum RejectedAnswer {
    /** The code is wrong. */
    WRONG_CODE(GatehouseEvents.CODE_WRONG, "wrong"),
    /** The code has expired, was used, or none was sent for this login. */
    EXPIRED(GatehouseEvents.CODE_EXPIRED, "expired"),
    /** The code has no attempts left. */
    EXHAUSTED(GatehouseEvents.CODE_EXHAUSTED, "exhausted"),
    /** The account has had too many wrong answers; this blocks codes and keys alike. */
    BLOCKED(GatehouseEvents.CODE_BLOCKED, "blocked"),
    /** The assertion of the passkey or security key is invalid. */
    REFUSED_KEY(GatehouseEvents.KEY_REFUSED, "refused");

    private final String error;
    private final String outcome;

    RejectedAnswer(String error, String outcome) {
        this.error = error;
        this.outcome = outcome;
    }

    /** The event's error. */
    String error() {
        return error;
    }

    /** The value of the metric's label. */
    String outcome() {
        return outcome;
    }
}
