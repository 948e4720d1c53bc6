package dev.gatehouse.mfa.otp;

import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.risk.profile.SecuredAt;
import java.util.Objects;

/**
 * What a code is good for. A code is worth nothing for anything else.
 *
 * @param realmId the realm
 * @param userId the user
 * @param email the address that the code is mailed to; a code mailed to an earlier address is worth nothing
 * @param clientId the client that the user signs in to
 * @param loginId the login, that is one browser's authentication session
 * @param purpose what the code opens
 * @param securedAt when the account had been secured; a code mailed before it was secured again is worth nothing
 */
public record OtpBinding(String realmId, String userId, String email, String clientId, String loginId, Purpose purpose, SecuredAt securedAt) {

    /** What a code opens. */
    public enum Purpose {
        /** Completing a login. */
        LOGIN
    }

    public OtpBinding {
        Objects.requireNonNull(realmId, "realmId");
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(loginId, "loginId");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(securedAt, "securedAt");
    }

    /** The account that limits are counted for. */
    String account() {
        return new AccountKey(realmId, userId).key();
    }
}
