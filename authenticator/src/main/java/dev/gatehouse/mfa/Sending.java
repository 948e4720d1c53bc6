package dev.gatehouse.mfa;

import java.time.Instant;

/** What came of sending a code. */
public sealed interface Sending {

    /** The mail server took the mail. */
    record Sent() implements Sending {}

    /** The mail server did not take the mail; trying again is possible at once. */
    record Failed() implements Sending {}

    /** The mail server has not answered; the mail may still arrive. */
    record Unconfirmed() implements Sending {}

    /**
     * No mail was sent, because mails must be further apart or there were too many.
     *
     * @param at when the next one is possible
     */
    record TooSoon(Instant at) implements Sending {}

    /**
     * No mail was sent, because the account has had too many wrong codes.
     *
     * @param until when the next try is possible
     */
    record Blocked(Instant until) implements Sending {}
}
