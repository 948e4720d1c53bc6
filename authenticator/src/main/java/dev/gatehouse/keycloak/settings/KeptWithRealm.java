package dev.gatehouse.keycloak.settings;

import java.util.Optional;
import org.keycloak.models.RealmModel;
import org.keycloak.models.cache.CachedRealmModel;

/**
 * Keeps what was found out about a realm in Keycloak's cache of that realm, which discards it on all nodes as soon as the realm changes.
 * Where that cache is disabled nothing is kept.
 */
final class KeptWithRealm {

    private static final String PREFIX = "gatehouse.settings ";

    private KeptWithRealm() {}

    /** What is kept under a name; empty if nothing is, or if the realm has changed since. */
    static <T> Optional<T> get(RealmModel realm, String name, Class<T> type) {
        return realm instanceof CachedRealmModel cached
                ? Optional.ofNullable(cached.getCachedWith().get(PREFIX + name))
                        .filter(type::isInstance)
                        .map(type::cast)
                : Optional.empty();
    }

    /** Keeps a value until the realm changes. */
    @SuppressWarnings("unchecked") // Keycloak declares a map without types
    static void put(RealmModel realm, String name, Object value) {
        if (realm instanceof CachedRealmModel cached) {
            cached.getCachedWith().put(PREFIX + name, value);
        }
    }

    /** Discards what all nodes keep, once the transaction is committed. */
    static void discard(RealmModel realm) {
        if (realm instanceof CachedRealmModel cached) {
            cached.invalidate();
        }
    }
}
