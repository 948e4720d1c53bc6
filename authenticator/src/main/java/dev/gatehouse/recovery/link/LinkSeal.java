package dev.gatehouse.recovery.link;

import dev.gatehouse.keycloak.crypto.Sha256;
import dev.gatehouse.recovery.token.ResetToken;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.keycloak.common.util.SecretGenerator;

/**
 * Encrypts what a link stands for, by AES-256-GCM under a key that only the secret in the link yields. The store has a hash of the secret,
 * so whoever reads the store can open nothing. The 130 random bits of the secret need no slow derivation.
 */
final class LinkSeal {

    private static final String LABEL = "gatehouse/mailed-link/v1:";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final byte[] row;

    LinkSeal(String realmId, ResetToken secret) {
        this.key = new SecretKeySpec(Sha256.of(LABEL + realmId + ":" + secret.body()), "AES");
        this.row = secret.hash(realmId).getBytes(StandardCharsets.US_ASCII);
    }

    /** Encrypts a text, for the row of this secret only. */
    String seal(String text) {
        byte[] nonce = SecretGenerator.getInstance().randomBytes(NONCE_BYTES);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + encrypted.length);
            System.arraycopy(encrypted, 0, sealed, NONCE_BYTES, encrypted.length);
            return Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM failed", e);
        }
    }

    /** Decrypts a text; empty if it was sealed for another row or secret, or changed since. */
    Optional<String> open(String sealed) {
        try {
            byte[] bytes = Base64.getDecoder().decode(sealed);
            if (bytes.length < NONCE_BYTES) {
                return Optional.empty();
            }
            byte[] text = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE_BYTES))
                    .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | GeneralSecurityException damaged) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(row);
        return cipher;
    }
}
