package dev.gatehouse.testsupport.browser;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app with one account (TOTP, RFC 6238: SHA-1, 6 digits, 30 seconds). */
public final class AuthenticatorApp {

    private static final int PERIOD = 30;

    private final String secret;

    /** An app with a new secret, which is not set up yet. */
    public AuthenticatorApp() {
        this(UUID.randomUUID().toString().substring(0, 20));
    }

    /** An app that has read the secret from Keycloak's page. */
    public AuthenticatorApp(String secret) {
        this.secret = secret;
    }

    /** The credential that Keycloak stores for it. */
    public Map<String, Object> credential() {
        return Map.of(
                "type",
                "otp",
                "userLabel",
                "phone",
                "secretData",
                "{\"value\":\"" + secret + "\"}",
                "credentialData",
                "{\"subType\":\"totp\",\"digits\":6,\"counter\":0,\"period\":" + PERIOD
                        + ",\"algorithm\":\"HmacSHA1\"}");
    }

    /** The code that the app shows now. */
    public String code() {
        return code(0);
    }

    /**
     * The code that it shows some periods from now. Keycloak also accepts the codes of the previous and the next period.
     *
     * @param later how many periods later
     */
    public String code(int later) {
        return codeAt(Clock.systemUTC().instant().plusSeconds((long) later * PERIOD));
    }

    /** The code that it shows at a time. */
    String codeAt(Instant time) {
        long period = time.getEpochSecond() / PERIOD;
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(period).array());
            int offset = hash[hash.length - 1] & 0xf;
            int truncated = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
            return String.format("%06d", truncated % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Codes that the app does not show, and will not show soon. */
    public List<String> wrongCodes(int count) {
        List<String> near = List.of(code(-2), code(-1), code(0), code(1), code(2));
        return java.util.stream.IntStream.iterate(100_000, number -> number + 1)
                .mapToObj(Integer::toString)
                .filter(candidate -> !near.contains(candidate))
                .limit(count)
                .toList();
    }
}
