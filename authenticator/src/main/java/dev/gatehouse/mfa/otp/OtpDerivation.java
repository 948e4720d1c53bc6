package dev.gatehouse.mfa.otp;

import dev.gatehouse.keycloak.crypto.RealmSecret;
import java.nio.ByteBuffer;

/**
 * Derives the digits of a code from the realm's secret, the challenge and everything that the code is bound to.
 *
 * <p>Based on RFC 4226, but truncates an HMAC-SHA-512 to 63 bits where the RFC truncates SHA-1 to 31: the remainder modulo a million is
 * then uniform to within one part in 10<sup>12</sup>.
 */
final class OtpDerivation {

    private static final String LABEL = "gatehouse/security-code/v1";
    private static final int MODULUS = 1_000_000;

    private OtpDerivation() {}

    static String digits(RealmSecret secret, OtpChallenge challenge, OtpBinding binding) {
        byte[] mac = secret.hmac(
                LABEL,
                challenge.id(),
                binding.realmId(),
                binding.userId(),
                binding.email(),
                binding.clientId(),
                binding.loginId(),
                binding.purpose().name());
        long number = ByteBuffer.wrap(mac).getLong() & Long.MAX_VALUE;
        return String.format(java.util.Locale.ROOT, "%0" + EmailOtpPolicy.DIGITS + "d", number % MODULUS);
    }
}
