package dev.gatehouse.mfa;

import java.time.Instant;

/** What came of sending a code. */
public sealed interface Sending {

    /** What may come of it. Decide by an exhaustive switch over them, so that a new one does not compile until every decision has an answer. */
    enum Kind {
        /** {@link Sent}. */
        SENT,
        /** {@link Failed}. */
        FAILED,
        /** {@link Unconfirmed}. */
        UNCONFIRMED,
        /** {@link TooSoon}. */
        TOO_SOON,
        /** {@link Blocked}. */
        BLOCKED
    }

    /** Which kind this is. */
    Kind kind();

    /** The mail server took the mail. */
    record Sent() implements Sending {

        @Override
        public Kind kind() {
            return Kind.SENT;
        }
    }

    /** The mail server did not take the mail; trying again is possible at once. */
    record Failed() implements Sending {

        @Override
        public Kind kind() {
            return Kind.FAILED;
        }
    }

    /** The mail server has not answered; the mail may still arrive. */
    record Unconfirmed() implements Sending {

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
    record TooSoon(Instant at) implements Sending {

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
    record Blocked(Instant until) implements Sending {

        @Override
        public Kind kind() {
            return Kind.BLOCKED;
        }
    }
}
