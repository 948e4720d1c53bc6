package dev.gatehouse.notice;

import dev.gatehouse.account.AccountStamp;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * What of an account is told when it changes.
 *
 * @param address the email address; empty if there is none
 * @param passwordCreated when the password was set, in milliseconds since the epoch; 0 without a local password
 */
record AccountState(String address, long passwordCreated) {

    /** The state that this session sees, with its own changes. */
    static AccountState of(KeycloakSession session, String realmId, String userId) {
        RealmModel realm = session.realms().getRealm(realmId);
        UserModel user = session.users().getUserById(realm, userId);
        if (user == null) {
            return new AccountState("", 0);
        }
        return new AccountState(user.getEmail() == null ? "" : user.getEmail(), AccountStamp.of(user).passwordCreated());
    }

    /** The state that everybody else sees, mostly out of the cache. */
    static AccountState committed(KeycloakSession session, String realmId, String userId) {
        return KeycloakModelUtils.runJobInTransactionWithResult(session.getKeycloakSessionFactory(), own -> {
            own.getContext().setRealm(own.realms().getRealm(realmId));
            return of(own, realmId, userId);
        });
    }
}
