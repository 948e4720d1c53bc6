package dev.gatehouse.keycloak.store;

import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The account that limits are counted for.
 *
 * @param realmId the realm
 * @param userId the user
 */
public record AccountKey(String realmId, String userId) {

    /** The account of a user. */
    public static AccountKey of(RealmModel realm, UserModel user) {
        return new AccountKey(realm.getId(), user.getId());
    }

    /** A name for keys in the store, unique in the server. */
    public String key() {
        return realmId + ":" + userId;
    }
}
