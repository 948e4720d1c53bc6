package dev.gatehouse.mfa.otp;

import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.risk.profile.SecuredAt;
import java.util.Objects;

/**
 * What a code is bound to. It is invalid for anything else.
 *
 * @param realmId the realm
 * @param userId the user
 * @param email the address that the code is sent to; a code sent to an earlier address is invalid
 * @param clientId the client that the user signs in to
 * @param loginId the login, that is one browser's authentication session
 * @param purpose what the code is for
 * @param securedAt the security stamp of the account; a code sent before the account was secured again is invalid
 */
public record OtpBinding(
        String realmId,
        String userId,
        String email,
        String clientId,
        String loginId,
        Purpose purpose,
        SecuredAt securedAt) {

    /** What a code is for. */
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

    /** The account key for rate limits. */
    String account() {
        return new AccountKey(realmId, userId).key();
    }
}
