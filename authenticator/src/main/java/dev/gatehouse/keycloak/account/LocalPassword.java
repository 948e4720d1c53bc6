package dev.gatehouse.keycloak.account;

import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/** The password that Keycloak stores for a user. */
public final class LocalPassword {

    private LocalPassword() {}

    /** When the current password was set, in milliseconds since the epoch; 0 without a local password. */
    public static long created(UserModel user) {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                .map(password -> password.getCreatedDate() == null ? 0 : password.getCreatedDate())
                .findFirst()
                .orElse(0L);
    }
}
