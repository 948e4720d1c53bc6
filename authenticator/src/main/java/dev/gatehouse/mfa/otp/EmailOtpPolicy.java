package dev.gatehouse.mfa.otp;

import dev.gatehouse.keycloak.store.RateLimit;
import java.time.Duration;

/**
 * The limits of security codes.
 *
 * @param lifetime how long a code is valid, at most {@link #LONGEST_LIFETIME} (NIST SP 800-63B-4 §3.1.3.2)
 */
public record EmailOtpPolicy(Duration lifetime) {

    /** The longest a code may be valid. */
    public static final Duration LONGEST_LIFETIME = Duration.ofMinutes(10);

    /** How many digits a code has. */
    public static final int DIGITS = 6;

    /** How often one code may be tried. */
    static final int TRIES_PER_CODE = 5;

    /** Wrong codes of an account within an hour, over all codes, browsers and nodes. */
    static final int WRONG_CODES_PER_HOUR = 10;

    /** Mails to an account within an hour. */
    static final int MAILS_PER_HOUR = 5;

    static final Duration HOUR = Duration.ofHours(1);

    /** Counts the wrong codes of an account, whatever kind of code it is. */
    static final RateLimit WRONG_CODES = new RateLimit("wrong-codes", WRONG_CODES_PER_HOUR, HOUR);

    public EmailOtpPolicy {
        if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(LONGEST_LIFETIME) > 0) {
            throw new IllegalArgumentException("a code is valid for more than 0 and at most 10 minutes, not " + lifetime);
        }
    }
}
