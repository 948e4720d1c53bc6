/**
 * One-time codes: issues and checks emailed codes, checks TOTP and recovery codes, and limits the attempts.
 *
 * <p>Emailed codes are not stored: the digits are computed from a secret of the realm and a random challenge id whenever they are
 * needed (see {@link dev.gatehouse.mfa.otp.EmailOtpService}). Limits follow NIST SP 800-63B-4 and OWASP ASVS 5 §6.5.
 */
@NullMarked
package dev.gatehouse.mfa.otp;

import org.jspecify.annotations.NullMarked;
