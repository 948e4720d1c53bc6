package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.provider.Variant;
import java.time.Instant;

/** What came of sending a code. */
public sealed interface EmailSendResult extends Variant<EmailSendResult.Kind> {

    /** One for each record below. */
    enum Kind { SENT, FAILED, UNCONFIRMED, TOO_SOON, BLOCKED }

    /** The mail server took the mail. */
    record Sent() implements EmailSendResult {

        @Override
        public Kind kind() {
            return Kind.SENT;
        }
    }

    /** The mail server did not take the mail; trying again is possible at once. */
    record Failed() implements EmailSendResult {

        @Override
        public Kind kind() {
            return Kind.FAILED;
        }
    }

    /** The mail server has not answered; the mail may still arrive. */
    record Unconfirmed() implements EmailSendResult {

        @Override
        public Kind kind() {
            return Kind.UNCONFIRMED;
        }
    }

    /**
     * No mail was sent, because mails must be further apart or there were too many.
     *
     * @param at when the next one is possible
     */
    record TooSoon(Instant at) implements EmailSendResult {

        @Override
        public Kind kind() {
            return Kind.TOO_SOON;
        }
    }

    /**
     * No mail was sent, because the account has had too many wrong codes.
     *
     * @param until when the next try is possible
     */
    record Blocked(Instant until) implements EmailSendResult {

        @Override
        public Kind kind() {
            return Kind.BLOCKED;
        }
    }
}
