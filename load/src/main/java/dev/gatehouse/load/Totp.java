package dev.gatehouse.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The authenticator app of all new users: time-based codes (RFC 6238) with Keycloak's default settings, and one secret. */
final class Totp {

    private static final String SECRET = "only-for-measurement";
    private static final String ALGORITHM = "HmacSHA1";
    private static final int SECONDS = 30;

    /** The secret, as Keycloak stores it. */
    static final String SECRET_DATA = "{\"value\":\"" + SECRET + "\"}";

    /** The settings, as Keycloak stores them. */
    static final String CREDENTIAL_DATA = "{\"subType\":\"totp\",\"digits\":6,\"counter\":0,\"period\":" + SECONDS
            + ",\"algorithm\":\"" + ALGORITHM + "\"}";

    private Totp() {}

    /** The code that the app shows at a time: six digits. */
    static String code(Instant time) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES)
                    .putLong(time.getEpochSecond() / SECONDS)
                    .array());
            int truncated = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & 0x7fffffff;
            return String.format("%06d", truncated % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has " + ALGORITHM, e);
        }
    }
}
