package dev.gatehouse.mfa.stamp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gatehouse.keycloak.account.LocalPassword;
import dev.gatehouse.keycloak.crypto.Sha256;
import dev.gatehouse.risk.profile.SecuredAt;
import java.util.Locale;
import org.keycloak.models.UserModel;

/**
 * The security stamp of an account: what the trust in a known device or an emailed link rests on. When it changes, for whatever reason,
 * both become invalid.
 *
 * @param passwordCreated when the current password was set, in milliseconds since the epoch; 0 without a local password
 * @param emailHash SHA-256 of the email address in lower case, in hexadecimal
 * @param securedMillis when the account was last secured, as in {@link SecuredAt#millis}; omitted in JSON if it never was, so that nodes of
 *     earlier versions can read it
 */
public record SecurityStamp(
        @JsonProperty("password") long passwordCreated,
        @JsonProperty("email") String emailHash,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonProperty("secured")
        long securedMillis) {

    /** The current stamp of an account, with this time at which it was secured. */
    static SecurityStamp of(UserModel user, SecuredAt securedAt) {
        return new SecurityStamp(
                LocalPassword.created(user),
                Sha256.hex(user.getEmail() == null ? "" : user.getEmail().toLowerCase(Locale.ROOT)),
                securedAt.millis());
    }

    /** The same stamp with another time at which the account was secured. */
    public SecurityStamp at(SecuredAt securedAt) {
        return new SecurityStamp(passwordCreated, emailHash, securedAt.millis());
    }

    /** A text that differs whenever the stamp does. */
    public String text() {
        return passwordCreated + ":" + emailHash + ":" + securedMillis;
    }
}
