package dev.gatehouse.keycloak.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/**
 * Reads Keycloak's single-use objects in the request's transaction, which costs much less than a transaction of its own. For reads that
 * decide nothing by themselves; must not be used once the request is committed.
 */
public final class RequestStoreReader implements ClusterStoreReader {

    private final KeycloakSession session;

    public RequestStoreReader(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public Optional<Map<String, String>> get(String key) {
        return Optional.ofNullable(session.singleUseObjects().get(key));
    }

    @Override
    public Optional<Instant> createdAt(String key) {
        return get(key).map(SingleUseObjectStore::createdAt);
    }
}
