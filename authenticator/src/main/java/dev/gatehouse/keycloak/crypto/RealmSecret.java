package dev.gatehouse.keycloak.crypto;

import dev.gatehouse.keycloak.session.DryRun;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * A secret key that the realm keeps for internal use (its HS512 key), and HMAC-SHA-512 under it.
 *
 * <p>Every use passes a label (domain separation), so that a value computed for one purpose never equals a value computed for another.
 */
public final class RealmSecret {

    private static final int KEY_BYTES = 64;

    private final String keyId;
    private final SecretKey key;

    /**
     * Wraps a secret key.
     *
     * @param keyId the id of the key
     * @param key at least 256 bits
     */
    public RealmSecret(String keyId, SecretKey key) {
        this.keyId = keyId;
        this.key = key;
    }

    private RealmSecret(KeyWrapper wrapper) {
        this(wrapper.getKid(), wrapper.getSecretKey());
    }

    /**
     * The realm's active secret. Keycloak generates one if the realm has none; in a dry run it does not, and the result is a key under which
     * nothing can have been stored.
     */
    public static RealmSecret active(KeycloakSession session, RealmModel realm) {
        if (DryRun.isOn(session) && !hasActive(session, realm)) {
            return new RealmSecret("none", new SecretKeySpec(new byte[KEY_BYTES], "HmacSHA512"));
        }
        return new RealmSecret(session.keys().getActiveKey(realm, KeyUse.SIG, Algorithm.HS512));
    }

    private static boolean hasActive(KeycloakSession session, RealmModel realm) {
        return session.keys().getKeysStream(realm, KeyUse.SIG, Algorithm.HS512).anyMatch(key -> key.getStatus()
                .isActive());
    }

    /** The secret with this key id, active or passive; empty if the realm no longer has it. */
    public static Optional<RealmSecret> byKeyId(KeycloakSession session, RealmModel realm, String keyId) {
        return Optional.ofNullable(session.keys().getKey(realm, keyId, KeyUse.SIG, Algorithm.HS512))
                .map(RealmSecret::new);
    }

    /** The id of the key, for {@link #byKeyId}. */
    public String keyId() {
        return keyId;
    }

    /**
     * HMAC-SHA-512 (RFC 2104) of the label and the parts, each preceded by its length so that different parts never form the same input.
     *
     * @param label the purpose of the value, a constant of the caller
     * @return 64 bytes
     */
    public byte[] hmac(String label, String... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(key);
            update(mac, label);
            for (String part : parts) {
                update(mac, part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-512 with the realm's HS512 key failed", e);
        }
    }

    private static void update(Mac mac, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        mac.update(bytes);
    }
}
