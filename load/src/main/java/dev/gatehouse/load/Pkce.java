package dev.gatehouse.load;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;

/**
 * The pair of RFC 7636, by which the token request is known to come from who began the login.
 *
 * @param verifier what the token request tells
 * @param challenge what the login begins with
 */
record Pkce(String verifier, String challenge) {

    static Pkce random() {
        String verifier = UUID.randomUUID().toString() + UUID.randomUUID();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return new Pkce(verifier, Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
