package dev.gatehouse.keycloak.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4), for values that are random enough to need no key. */
public final class Sha256 {

    private Sha256() {}

    /**
     * The hash of a text in UTF-8.
     *
     * @return 32 bytes
     */
    public static byte[] of(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * The hash of a text in UTF-8, in hexadecimal.
     *
     * @return 64 characters
     */
    public static String hex(String text) {
        return HexFormat.of().formatHex(of(text));
    }
}
