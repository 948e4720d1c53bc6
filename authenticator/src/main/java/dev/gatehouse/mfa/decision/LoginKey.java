package dev.gatehouse.mfa.decision;

import dev.gatehouse.mfa.otp.OtpBinding;
import dev.gatehouse.risk.profile.SecuredAt;
import java.util.Objects;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Identifies a login.
 *
 * @param realm the realm
 * @param user the user, identified by a first factor
 * @param client the client to sign in to
 * @param loginId the id of the browser's authentication session, or of what replaces it
 * @param securedAt the security stamp of the account at the time of the first factor
 */
public record LoginKey(RealmModel realm, UserModel user, ClientModel client, String loginId, SecuredAt securedAt) {

    public LoginKey {
        Objects.requireNonNull(realm, "realm");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(loginId, "loginId");
        Objects.requireNonNull(securedAt, "securedAt");
    }

    /** What an emailed code for this login is bound to; the user must have an email address. */
    OtpBinding binding() {
        return new OtpBinding(
                realm.getId(),
                user.getId(),
                user.getEmail(),
                client.getId(),
                loginId,
                OtpBinding.Purpose.LOGIN,
                securedAt);
    }
}
