package dev.gatehouse.code;

import java.time.Instant;

/** What came of asking for a mail with a code. */
public sealed interface Issuance {

    /** What may come of it. Decide by an exhaustive switch over them, so that a new one does not compile until every decision has an answer. */
    enum Kind {
        /** {@link Ready}. */
        READY,
        /** {@link TooSoon}. */
        TOO_SOON,
        /** {@link Blocked}. */
        BLOCKED
    }

    /** Which kind this is. */
    Kind kind();

    /**
     * A code to be mailed now.
     *
     * @param digits the code
     * @param expiresAt when it ends
     * @param permit the permission to mail it, to be given back if it does not leave
     */
    record Ready(String digits, Instant expiresAt, MailPermit permit) implements Issuance {

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
    record TooSoon(Instant at) implements Issuance {

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
    record Blocked(Instant until) implements Issuance {

        @Override
        public Kind kind() {
            return Kind.BLOCKED;
        }
    }
}
