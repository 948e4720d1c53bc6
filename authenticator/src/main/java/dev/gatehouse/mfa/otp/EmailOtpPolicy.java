package dev.gatehouse.mfa.otp;

import dev.gatehouse.keycloak.store.RateLimit;
import java.time.Duration;

/**
 * The limits of emailed codes.
 *
 * @param lifetime how long a code is valid, at most {@link #LONGEST_LIFETIME} (NIST SP 800-63B-4 §3.1.3.2)
 */
public record EmailOtpPolicy(Duration lifetime) {

    /** The maximum lifetime of a code. */
    public static final Duration LONGEST_LIFETIME = Duration.ofMinutes(10);

    /** The number of digits of a code. */
    public static final int DIGITS = 6;

    /** The number of attempts for one code. */
    static final int TRIES_PER_CODE = 5;

    /** The number of wrong codes of an account within an hour, over all codes, browsers and nodes. */
    static final int WRONG_CODES_PER_HOUR = 10;

    /** The number of emails to an account within an hour. */
    static final int EMAILS_PER_HOUR = 5;

    /** How many of them may leave although the user has not submitted a form. */
    static final int UNASKED_EMAILS_PER_HOUR = EMAILS_PER_HOUR - 2;

    static final Duration HOUR = Duration.ofHours(1);

    /** Rate limit for the wrong codes of an account, whatever kind of code it is. */
    static final RateLimit WRONG_CODES = new RateLimit("wrong-codes", WRONG_CODES_PER_HOUR, HOUR);

    public EmailOtpPolicy {
        if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(LONGEST_LIFETIME) > 0) {
            throw new IllegalArgumentException(
                    "a code is valid for more than 0 and at most 10 minutes, not " + lifetime);
        }
    }
}
