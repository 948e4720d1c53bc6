package dev.gatehouse.mfa.stamp;

import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.keycloak.store.RequestStoreReader;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import dev.gatehouse.risk.profile.SecuredAt;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The accounts that were secured within the last day, on any node. Stored where Keycloak stores authorization codes, so it can only be lost
 * together with them.
 */
final class SecuredAccountIndex {

    /** Longer than the lifetime of any authorization code. */
    static final Duration KEPT = Duration.ofDays(1);

    private static final String AT = "secured";

    private final KeycloakSession session;
    private final RealmModel realm;

    SecuredAccountIndex(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** When an account was secured; empty if not within the last day. */
    Optional<SecuredAt> find(UserModel user) {
        return new RequestStoreReader(session).get(key(user)).map(notes -> SecuredAt.parse(notes.getOrDefault(AT, "")));
    }

    /**
     * Writes at once: after the commit, a code could be redeemed in between. If the request fails after all, or its node dies, the index
     * has a value that the database does not have.
     */
    void put(UserModel user, SecuredAt moved) {
        new SingleUseObjectStore(session.getKeycloakSessionFactory()).put(key(user), KEPT, Map.of(AT, moved.text()));
    }

    private String key(UserModel user) {
        return "gatehouse-secured:" + AccountKey.of(realm, user).key();
    }
}
