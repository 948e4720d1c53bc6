package dev.gatehouse.load;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;

/**
 * The verifier and challenge of RFC 7636, which bind the token request to the start of the login.
 *
 * @param verifier sent with the token request
 * @param challenge sent at the start of the login
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
