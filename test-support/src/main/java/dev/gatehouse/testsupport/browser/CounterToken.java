package dev.gatehouse.testsupport.browser;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A token that counts its codes (HOTP, RFC 4226: SHA-1, 6 digits), so that a test need not wait for the next one. */
public final class CounterToken {

    private static final int MODULUS = 1_000_000;

    private final String secret = UUID.randomUUID().toString().substring(0, 20);
    private long counter;

    /** The credential that Keycloak stores for it. */
    public Map<String, Object> credential() {
        return Map.of(
                "type",
                "otp",
                "userLabel",
                "token",
                "secretData",
                "{\"value\":\"" + secret + "\"}",
                "credentialData",
                "{\"subType\":\"hotp\",\"digits\":6,\"counter\":0,\"period\":30,\"algorithm\":\"HmacSHA1\"}");
    }

    /** The next code. */
    public String code() {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            byte[] hash = mac.doFinal(
                    ByteBuffer.allocate(Long.BYTES).putLong(counter++).array());
            int offset = hash[hash.length - 1] & 0xf;
            return String.format("%06d", (ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE) % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
