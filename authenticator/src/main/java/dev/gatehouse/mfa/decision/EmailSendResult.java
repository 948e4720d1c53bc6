package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.provider.Variant;
import java.time.Instant;

/** The result of sending a code by email. */
public sealed interface EmailSendResult extends Variant<EmailSendResult.Kind> {

    /** One kind per record below. */
    enum Kind {
        SENT,
        FAILED,
        UNCONFIRMED,
        TOO_SOON,
        BLOCKED
    }

    /**
     * The mail server accepted the email.
     *
     * @param isNewCode whether it has a new code; otherwise it repeats the one that is still valid
     */
    record Sent(boolean isNewCode) implements EmailSendResult {

        @Override
        public Kind kind() {
            return Kind.SENT;
        }
    }

    /** The email could not be rendered, or the mail server rejected it; a retry is possible at once. */
    record Failed() implements EmailSendResult {

        @Override
        public Kind kind() {
            return Kind.FAILED;
        }
    }

    /** The mail server has not confirmed the email, which may still arrive. */
    record Unconfirmed() implements EmailSendResult {

        @Override
        public Kind kind() {
            return Kind.UNCONFIRMED;
        }
    }

    /**
     * No email was sent: the minimum interval has not passed or the hourly limit is reached.
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
     * No email was sent: the account has had too many wrong codes.
     *
     * @param until when the next attempt is possible
     */
    record Blocked(Instant until) implements EmailSendResult {

        @Override
        public Kind kind() {
            return Kind.BLOCKED;
        }
    }
}
