package dev.gatehouse.mfa.otp;

import java.time.Instant;
import java.util.Optional;

/**
 * The state of the emailed code of a login.
 *
 * @param validUntil when the current code expires; empty if there is none
 * @param everIssued whether a code was issued for this login within the last hour, valid or not
 * @param nextEmailAt when the next email is possible; empty if at once
 * @param blockedUntil when the account may try again after too many wrong codes; empty if at once
 */
public record EmailOtpStatus(
        Optional<Instant> validUntil,
        boolean everIssued,
        Optional<Instant> nextEmailAt,
        Optional<Instant> blockedUntil) {}
