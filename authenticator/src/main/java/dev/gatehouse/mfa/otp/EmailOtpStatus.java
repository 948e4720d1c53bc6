package dev.gatehouse.mfa.otp;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a login stands with its code.
 *
 * @param validUntil when the code that can be typed now ends; empty if there is none
 * @param everIssued whether a code was issued for this login within the last hour, valid or not
 * @param nextMailAt when the next mail is possible; empty if at once
 * @param blockedUntil when the account may try again after too many wrong codes; empty if at once
 */
public record EmailOtpStatus(
        Optional<Instant> validUntil, boolean everIssued, Optional<Instant> nextMailAt, Optional<Instant> blockedUntil) {}
