/**
 * Security codes: issuing, sending again, checking, and the limits of all three. Knows of Keycloak only the store that its nodes
 * share.
 *
 * <p>No code is kept anywhere: the digits are computed from a secret of the realm and a random challenge id whenever they are
 * needed (see {@link dev.gatehouse.mfa.otp.EmailOtpService}). Numbers after NIST SP 800-63B-4 and OWASP ASVS 5 §6.5.
 */
package dev.gatehouse.mfa.otp;
