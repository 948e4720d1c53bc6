package dev.gatehouse.account;

import dev.gatehouse.profile.SecuredAt;
import dev.gatehouse.store.Account;
import dev.gatehouse.store.RequestStoreReader;
import dev.gatehouse.store.SingleUseObjectStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.SessionExpiration;

/**
 * Which accounts were secured lately, on whichever node: for as long as any login or code from before may live, and at least for a day. Kept
 * where Keycloak keeps the codes that apps redeem, and so lost only together with them.
 */
final class SecuredIndex {

    /** Longer than any code of a login lives, and than a login unless the realm lets it live longer. */
    private static final Duration AT_LEAST = Duration.ofDays(1);
    private static final Duration CODE = Duration.ofHours(1);
    private static final String AT = "secured";

    private final KeycloakSession session;
    private final RealmModel realm;

    SecuredIndex(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** When an account was secured; empty if not lately. */
    Optional<SecuredAt> find(UserModel user) {
        return new RequestStoreReader(session).get(key(user)).map(notes -> SecuredAt.parse(notes.getOrDefault(AT, "")));
    }

    /**
     * Notes it at once: were it noted after the commit, a code could be redeemed in between. If the request fails after all, or its node dies,
     * this has what the database denies.
     */
    void put(UserModel user, SecuredAt moved) {
        new SingleUseObjectStore(session.getKeycloakSessionFactory()).put(key(user), life(), Map.of(AT, moved.text()));
    }

    private Duration life() {
        Duration login = Duration.ofSeconds(SessionExpiration.getAuthSessionLifespan(realm)).plus(CODE);
        return login.compareTo(AT_LEAST) > 0 ? login : AT_LEAST;
    }

    private String key(UserModel user) {
        return "gatehouse-secured:" + Account.of(realm, user).key();
    }
}
