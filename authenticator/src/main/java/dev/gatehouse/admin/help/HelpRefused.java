package dev.gatehouse.admin.help;

import java.time.Instant;
import java.util.Optional;

/** An act of help that is refused. Nothing has been changed. */
public final class HelpRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Why why;
    private final transient Optional<Instant> until;

    /** Why it is refused. */
    public enum Why {
        /** The caller may not help this user. */
        NO_ROLE("no_role", "You may not help this user.", 403),
        /** A helper asks for oneself. */
        OWN_ACCOUNT("own_account", "This is your own account. Ask another helper or an administrator.", 403),
        /** A helper asks for a privileged account. */
        PRIVILEGED_ACCOUNT(
                "privileged_account",
                "This account is privileged, so helpers may only look at it. Ask an administrator with the role manage-users.",
                403),
        /** A pass for an account that cannot sign in. */
        ACCOUNT_DISABLED(
                "account_disabled",
                "The account is disabled, so a pass would not let its owner in. An administrator can enable it.",
                409),
        /** More passes than an account may be issued. */
        TOO_MANY_PASSES(
                "too_many_passes",
                "The account has been issued as many passes as it may be within an hour. The next one is possible at %s.",
                429),
        /** A helper has unlocked the account too often. */
        TOO_MANY_UNLOCKS(
                "too_many_unlocks",
                "Helpers have unlocked this account as often as they may within an hour: somebody may be guessing. Lock it down, ask an "
                        + "administrator, or try again at %s.",
                429),
        /** The body is not a JSON object. */
        INVALID_BODY("invalid_body", "The body must be a JSON object such as {\"reason\":\"ticket 4711\"}.", 400),
        /** There is no reason, or it says nothing. */
        REASON_MISSING(
                "reason_missing",
                "Say why, for example \"ticket 4711, phone lost\": as the field reason of a JSON body or as the query parameter reason.",
                400),
        /** The reason is too long. */
        REASON_TOO_LONG(
                "reason_too_long", "The reason may have at most " + HelpReason.MAX_LENGTH + " characters.", 400),
        /** The reason has characters that would break a line of a log. */
        REASON_INVALID("reason_invalid", "The reason must be one line without control characters.", 400);

        private final String code;
        private final String advice;
        private final int status;

        Why(String code, String advice, int status) {
            this.code = code;
            this.advice = advice;
            this.status = status;
        }

        /** A code for programs. */
        public String code() {
            return code;
        }

        /** The status of the response, see RFC 9110. */
        public int status() {
            return status;
        }
    }

    HelpRefused(Why why) {
        this(why, Optional.empty());
    }

    HelpRefused(Why why, Instant until) {
        this(why, Optional.of(until));
    }

    private HelpRefused(Why why, Optional<Instant> until) {
        super(why.code());
        this.why = why;
        this.until = until;
    }

    /** Why it is refused. */
    public Why why() {
        return why;
    }

    /** From when on it is possible; empty if time does not help. */
    public Optional<Instant> until() {
        return until;
    }

    /** What to do, as an English sentence. */
    String advice() {
        return String.format(why.advice, until.map(Instant::toString).orElse(""));
    }
}
