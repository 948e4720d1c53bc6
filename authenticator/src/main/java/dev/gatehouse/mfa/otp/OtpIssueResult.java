package dev.gatehouse.mfa.otp;

import dev.gatehouse.keycloak.provider.Variant;
import java.time.Instant;

/** The result of requesting an email with a code. */
public sealed interface OtpIssueResult extends Variant<OtpIssueResult.Kind> {

    /** One kind per record below. */
    enum Kind {
        READY,
        TOO_SOON,
        BLOCKED
    }

    /**
     * A code to send now.
     *
     * @param digits the code
     * @param expiresAt when it expires
     * @param permit the permit to send it, to be refunded if sending fails
     */
    record Ready(String digits, Instant expiresAt, SendPermit permit) implements OtpIssueResult {

        @Override
        public Kind kind() {
            return Kind.READY;
        }

        /** Hides the code. */
        @Override
        public String toString() {
            return "Ready[hidden]";
        }
    }

    /**
     * The minimum interval has not passed, or the hourly limit is reached.
     *
     * @param at when the next email is possible
     */
    record TooSoon(Instant at) implements OtpIssueResult {

        @Override
        public Kind kind() {
            return Kind.TOO_SOON;
        }
    }

    /**
     * The account has had too many wrong codes, so another code would be of no use.
     *
     * @param until when the next attempt is possible
     */
    record Blocked(Instant until) implements OtpIssueResult {

        @Override
        public Kind kind() {
            return Kind.BLOCKED;
        }
    }
}
