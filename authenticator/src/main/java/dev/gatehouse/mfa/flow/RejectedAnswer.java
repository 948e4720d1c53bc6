package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.event.GatehouseEvents;

/** Why an answer to a challenge was not accepted: what the event says, and what is counted. */
enum RejectedAnswer {
    /** The code is wrong. */
    WRONG_CODE(GatehouseEvents.CODE_WRONG, "wrong"),
    /** The code has expired, was used, or none was sent for this login. */
    EXPIRED(GatehouseEvents.CODE_EXPIRED, "expired"),
    /** The code was tried too often. */
    EXHAUSTED(GatehouseEvents.CODE_EXHAUSTED, "exhausted"),
    /** The account has had too many wrong answers; a key is blocked with the codes. */
    BLOCKED(GatehouseEvents.CODE_BLOCKED, "blocked"),
    /** The passkey or security key has not proven what it must. */
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
