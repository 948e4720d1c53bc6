package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.risk.population.AnswerOutcome;

/** Why an answer to a challenge was rejected, with its event error and how it is counted. */
enum RejectedAnswer {
    /** The code is wrong. */
    WRONG_CODE(GatehouseEvents.CODE_WRONG, AnswerOutcome.WRONG),
    /** The code has expired, was used, or none was sent for this login. */
    EXPIRED(GatehouseEvents.CODE_EXPIRED, AnswerOutcome.EXPIRED),
    /** The code has no attempts left. */
    EXHAUSTED(GatehouseEvents.CODE_EXHAUSTED, AnswerOutcome.EXHAUSTED),
    /** The account has had too many wrong answers; this blocks codes and keys alike. */
    BLOCKED(GatehouseEvents.CODE_BLOCKED, AnswerOutcome.BLOCKED),
    /** The assertion of the passkey or security key is invalid. */
    REFUSED_KEY(GatehouseEvents.KEY_REFUSED, AnswerOutcome.REFUSED);

    private final String error;
    private final AnswerOutcome outcome;

    RejectedAnswer(String error, AnswerOutcome outcome) {
        this.error = error;
        this.outcome = outcome;
    }

    /** The event's error. */
    String error() {
        return error;
    }

    /** How the answer is counted. */
    AnswerOutcome outcome() {
        return outcome;
    }
}
