package dev.gatehouse.keycloak.store;

import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Identifies an account in the keys of the store.
 *
 * @param realmId the id of the realm
 * @param userId the id of the user
 */
public record AccountKey(String realmId, String userId) {

    /** The key of a user's account. */
    public static AccountKey of(RealmModel realm, UserModel user) {
        return new AccountKey(realm.getId(), user.getId());
    }

    /** The account as part of a key in the store, unique in the server. */
    public String key() {
        return realmId + ":" + userId;
    }
}
