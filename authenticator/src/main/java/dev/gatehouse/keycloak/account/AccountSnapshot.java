package dev.gatehouse.keycloak.account;

import dev.gatehouse.keycloak.session.RealmJob;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * What gives access to an account, to find out what an administrator has changed.
 *
 * @param address the email address; empty if there is none
 * @param passwordCreated when the password was set, in milliseconds since the epoch; 0 without a local password
 * @param credentials its credentials, each as its id, a space and when it was created, in milliseconds since the epoch
 * @param isEnabled whether the account can be used at all
 */
public record AccountSnapshot(String address, long passwordCreated, Set<String> credentials, boolean isEnabled) {

    private static final AccountSnapshot NONE = new AccountSnapshot("", 0, Set.of(), false);

    public AccountSnapshot {
        credentials = Set.copyOf(credentials);
    }

    /**
     * The state that this session sees, including its own changes. If the realm or the user is gone, the state of a disabled account
     * without anything. Known devices are left out, because they give no access without another credential.
     */
    public static AccountSnapshot of(KeycloakSession session, String realmId, String userId) {
        RealmModel realm = session.realms().getRealm(realmId);
        UserModel user = realm == null ? null : session.users().getUserById(realm, userId);
        if (user == null) {
            return NONE;
        }
        return new AccountSnapshot(
                user.getEmail() == null ? "" : user.getEmail(),
                LocalPassword.created(user),
                user.credentialManager()
                        .getStoredCredentialsStream()
                        .filter(credential -> !EnrolledCredential.KNOWN_DEVICE.equals(credential.getType()))
                        .map(credential -> credential.getId() + " " + credential.getCreatedDate())
                        .collect(Collectors.toSet()),
                user.isEnabled());
    }

    /** The state that all other sessions see, mostly from the cache; read in a transaction of its own. */
    public static AccountSnapshot committed(KeycloakSession session, String realmId, String userId) {
        return RealmJob.call(
                        session.getKeycloakSessionFactory(),
                        realmId,
                        (own, realm) -> Optional.of(of(own, realmId, userId)))
                .orElse(NONE);
    }

    /** Whether the address differs, ignoring case. */
    public boolean hasOtherAddressThan(AccountSnapshot other) {
        return !address.toLowerCase(Locale.ROOT).equals(other.address.toLowerCase(Locale.ROOT));
    }

    /** Whether this snapshot and the other differ in what gives access to the account. */
    public boolean opensOtherwiseThan(AccountSnapshot other) {
        return hasOtherAddressThan(other)
                || passwordCreated != other.passwordCreated
                || !credentials.equals(other.credentials)
                || isEnabled != other.isEnabled;
    }
}
