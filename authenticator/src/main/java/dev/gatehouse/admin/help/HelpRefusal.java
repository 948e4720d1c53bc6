package dev.gatehouse.admin.help;

import dev.gatehouse.admin.http.AdminResponse;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Instant;

/** A request that is refused: a code for programs and a sentence for people, in JSON. Nothing has been changed. */
final class HelpRefusal {

    private static final int TOO_MANY_REQUESTS = 429;

    private HelpRefusal() {}

    /** Without a usable reason. */
    static WebApplicationException of(HelpReason.Problem problem) {
        return exception(Response.Status.BAD_REQUEST.getStatusCode(), problem.code(), problem.advice());
    }

    /** By a helper for oneself. */
    static WebApplicationException ownAccount() {
        return exception(
                Response.Status.FORBIDDEN.getStatusCode(),
                "own_account",
                "This is your own account. Ask another helper or an administrator.");
    }

    /** By a helper for a privileged account. */
    static WebApplicationException privileged() {
        return exception(
                Response.Status.FORBIDDEN.getStatusCode(),
                "privileged_account",
                "This account is privileged, so helpers may only look at it. Ask an administrator with the role manage-users.");
    }

    /** A pass for an account that cannot sign in. */
    static WebApplicationException disabled() {
        return exception(
                Response.Status.CONFLICT.getStatusCode(),
                "account_disabled",
                "The account is disabled, so a pass would not let its owner in. An administrator can enable it.");
    }

    /** More passes than an account may be issued. */
    static WebApplicationException tooManyPasses(Instant until) {
        return exception(
                TOO_MANY_REQUESTS,
                "too_many_passes",
                "The account has been issued as many passes as it may be within an hour. The next one is possible at "
                        + until + ".");
    }

    /** A helper has unlocked the account too often. */
    static WebApplicationException tooManyUnlocks(Instant until) {
        return exception(
                TOO_MANY_REQUESTS,
                "too_many_unlocks",
                "Helpers have unlocked this account as often as they may within an hour: somebody may be guessing. Lock it down, ask an "
                        + "administrator, or try again at " + until + ".");
    }

    private static WebApplicationException exception(int status, String code, String advice) {
        return new WebApplicationException(
                AdminResponse.refusal(status, code, advice).build());
    }
}
