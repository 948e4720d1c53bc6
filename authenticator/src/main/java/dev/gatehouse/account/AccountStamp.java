package dev.gatehouse.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gatehouse.crypto.Sha256;
import java.util.Locale;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * What the trust in a device or in a mailed link rests on. When it changes, by whatever way, neither is worth anything any more.
 *
 * @param passwordCreated when the current password was set, in milliseconds since the epoch; 0 without a local password
 * @param emailHash SHA-256 of the email address in lower case, in hexadecimal
 */
public record AccountStamp(@JsonProperty("password") long passwordCreated, @JsonProperty("email") String emailHash) {

    /** The stamp of an account as it is now. */
    public static AccountStamp of(UserModel user) {
        long created = user.credentialManager()
                .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                .map(password -> password.getCreatedDate() == null ? 0 : password.getCreatedDate())
                .findFirst()
                .orElse(0L);
        return new AccountStamp(created, Sha256.hex(user.getEmail() == null ? "" : user.getEmail().toLowerCase(Locale.ROOT)));
    }
}
