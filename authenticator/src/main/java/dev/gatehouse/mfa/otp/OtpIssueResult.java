package dev.gatehouse.mfa.otp;

import dev.gatehouse.keycloak.provider.Variant;
import java.time.Instant;

/** What came of asking for a mail with a code. */
public sealed interface OtpIssueResult extends Variant<OtpIssueResult.Kind> {

    /** One for each record below. */
    enum Kind { READY, TOO_SOON, BLOCKED }

    /**
     * A code to be mailed now.
     *
     * @param digits the code
     * @param expiresAt when it ends
     * @param permit the permission to mail it, to be given back if it does not leave
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
     * Mails must be further apart, or there were too many.
     *
     * @param at when the next mail is possible
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
     * @param until when the next try is possible
     */
    record Blocked(Instant until) implements OtpIssueResult {

        @Override
        public Kind kind() {
            return Kind.BLOCKED;
        }
    }
}
