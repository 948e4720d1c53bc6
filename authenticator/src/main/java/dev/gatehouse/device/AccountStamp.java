package dev.gatehouse.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * What the trust in a device rests on. When it changes, by whatever way, all devices of the user are forgotten.
 *
 * @param passwordCreated when the current password was set, in milliseconds since the epoch; 0 without a local password
 * @param emailHash SHA-256 of the email address in lower case, in hexadecimal
 */
record AccountStamp(@JsonProperty("password") long passwordCreated, @JsonProperty("email") String emailHash) {

    static AccountStamp of(UserModel user) {
        long created = user.credentialManager()
                .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                .map(password -> password.getCreatedDate() == null ? 0 : password.getCreatedDate())
                .findFirst()
                .orElse(0L);
        return new AccountStamp(created, hash(user.getEmail() == null ? "" : user.getEmail().toLowerCase(Locale.ROOT)));
    }

    private static String hash(String email) {
        return HexFormat.of().formatHex(sha256(email.getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
