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
 * Counts failed sign-in attempts from a network for any user name, cluster-wide, each for one hour. Does not count beyond the
 * maximum that the model uses. A network without failures, as nearly all are, costs one look-up.
 */
public final class NetworkFailures {

    /** How long a failure counts. */
    public static final Duration WINDOW = Duration.ofHours(1);

    /** The model's term does not increase beyond this number. */
    private static final int MOST = 13;

    private static final RateLimit FAILURES = new RateLimit("network-failures", MOST, WINDOW);
    private static final RateLimit UNCOUNTED = new RateLimit("network-uncounted", MOST, WINDOW);
    private static final String ANY = "gatehouse-network-failed:";
    private static final String ANY_UNCOUNTED = "gatehouse-network-uncounted:";

    private final ClusterStoreReader reader;
    private final ClusterStore store;

    NetworkFailures(ClusterStoreReader reader, ClusterStore store) {
        this.reader = reader;
        this.store = store;
    }

    /** The failures counted by all nodes. */
    public static NetworkFailures of(KeycloakSession session) {
        return new NetworkFailures(
                new RequestStoreReader(session), new SingleUseObjectStore(session.getKeycloakSessionFactory()));
    }

    /**
     * The key of a network.
     *
     * @param prefix the opaque name of the network, as in {@link RequestReader#prefix}
     */
    public static String key(RealmModel realm, String prefix) {
        return realm.getId() + ":" + prefix;
    }

    /** Counts a failure. */
    public void add(String network, Instant now) {
        store.put(ANY + network, WINDOW, Map.of());
        FAILURES.take(store, network, now);
    }

    /** Takes the time of {@link #add} and counts nothing. */
    public void addUncounted(String network, Instant now) {
        store.put(ANY_UNCOUNTED + network, WINDOW, Map.of());
        UNCOUNTED.take(store, network, now);
    }

    /** The number of failures, from 0 to 13. Must be called within the request. */
    public int of(String network) {
        return reader.get(ANY + network).isEmpty() ? 0 : FAILURES.used(reader, network);
    }
}
