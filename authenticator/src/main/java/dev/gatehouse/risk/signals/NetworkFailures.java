package dev.gatehouse.risk.signals;

import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.ClusterStoreReader;
import dev.gatehouse.keycloak.store.RateLimit;
import dev.gatehouse.keycloak.store.RequestStoreReader;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Wrong tries to sign in from a network, whoever was named, counted over all nodes for an hour each. More than the model makes anything of
 * are not counted. A network without any, as nearly all are, costs one look.
 */
public final class NetworkFailures {

    /** For how long a failure counts. */
    public static final Duration WINDOW = Duration.ofHours(1);

    /** From here on the model's term does not rise. */
    private static final int MOST = 13;

    private static final RateLimit FAILURES = new RateLimit("network-failures", MOST, WINDOW);
    private static final String ANY = "gatehouse-network-failed:";

    private final ClusterStoreReader reader;
    private final ClusterStore store;

    NetworkFailures(ClusterStoreReader reader, ClusterStore store) {
        this.reader = reader;
        this.store = store;
    }

    /** Those that all nodes have counted. */
    public static NetworkFailures of(KeycloakSession session) {
        return new NetworkFailures(new RequestStoreReader(session), new SingleUseObjectStore(session.getKeycloakSessionFactory()));
    }

    /**
     * The key of a network.
     *
     * @param prefix its opaque name, as in {@link RequestReader#prefix}
     */
    public static String key(RealmModel realm, String prefix) {
        return realm.getId() + ":" + prefix;
    }

    /** Counts a failure. */
    public void add(String network, Instant now) {
        store.put(ANY + network, WINDOW, Map.of());
        FAILURES.take(store, network, now);
    }

    /** How many there were, from 0 to 13. Must be called within the request. */
    public int of(String network) {
        return reader.get(ANY + network).isEmpty() ? 0 : FAILURES.used(reader, network);
    }
}
