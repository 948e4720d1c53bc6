package dev.gatehouse.mfa.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gatehouse.keycloak.account.EnrolledCredential;
import dev.gatehouse.keycloak.crypto.Sha256;
import dev.gatehouse.keycloak.json.PlainJson;
import dev.gatehouse.mfa.stamp.SecurityStamp;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialModel;

/** A device that is remembered for a user. Users and admins see and remove it in the Account Console and the Admin Console. */
public final class KnownDeviceCredential extends CredentialModel {

    private static final long serialVersionUID = 1;

    /** The type of credential. */
    public static final String TYPE = EnrolledCredential.KNOWN_DEVICE;

    /** The secret data. A SHA-256 hash suffices, because the secret has 256 random bits. */
    record Secret(@JsonProperty("hash") String hash) {}

    /**
     * The public data: the security stamp that the trust rests on, and when a second factor was last proven, in seconds since the epoch, or
     * 0 for never.
     */
    record Data(
            @JsonProperty("account") SecurityStamp account,
            @JsonProperty("proven") long proven) {}

    static KnownDeviceCredential create(String label, String secret, SecurityStamp stamp, long proven) {
        KnownDeviceCredential credential = new KnownDeviceCredential();
        credential.setType(TYPE);
        credential.setUserLabel(label);
        credential.setCreatedDate(Time.currentTimeMillis());
        credential.setSecretData(PlainJson.write(new Secret(hash(secret))));
        credential.setCredentialData(PlainJson.write(new Data(stamp, proven)));
        return credential;
    }

    /** A copy of a stored credential for display, without its secret. */
    static KnownDeviceCredential present(CredentialModel stored) {
        KnownDeviceCredential credential = new KnownDeviceCredential();
        credential.setId(stored.getId());
        credential.setType(TYPE);
        credential.setUserLabel(stored.getUserLabel());
        credential.setCreatedDate(stored.getCreatedDate());
        credential.setCredentialData(stored.getCredentialData());
        return credential;
    }

    /** Whether the secret matches the stored hash. Unreadable data matches nothing. */
    static boolean matches(CredentialModel stored, @Nullable String secret) {
        return PlainJson.read(stored.getSecretData(), Secret.class)
                .filter(expected -> expected.hash() != null
                        && secret != null
                        && MessageDigest.isEqual(
                                expected.hash().getBytes(StandardCharsets.UTF_8),
                                hash(secret).getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    /** Whether the device was remembered under this security stamp. If not, the account has changed since. */
    static boolean restsOn(CredentialModel stored, SecurityStamp current) {
        return PlainJson.read(stored.getCredentialData(), Data.class)
                .filter(data -> current.equals(data.account()))
                .isPresent();
    }

    /** When a second factor was last proven on the device; empty if never. */
    static Optional<Instant> provenAt(CredentialModel stored) {
        return PlainJson.read(stored.getCredentialData(), Data.class)
                .filter(data -> data.proven() > 0)
                .map(data -> Instant.ofEpochSecond(data.proven()));
    }

    /** When the device last began to be known: when a second factor was last proven on it, otherwise when it was stored. */
    static Instant provenOrStoredAt(CredentialModel stored) {
        return provenAt(stored)
                .orElseGet(() -> Instant.ofEpochMilli(Objects.requireNonNullElse(stored.getCreatedDate(), 0L)));
    }

    /** Records when a second factor was proven on the device, in seconds since the epoch. */
    static void proven(CredentialModel stored, long at) {
        PlainJson.read(stored.getCredentialData(), Data.class)
                .ifPresent(data -> stored.setCredentialData(PlainJson.write(new Data(data.account(), at))));
    }

    private static String hash(String secret) {
        return Sha256.hex(secret);
    }
}
