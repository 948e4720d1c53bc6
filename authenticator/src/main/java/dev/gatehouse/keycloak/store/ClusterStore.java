package dev.gatehouse.keycloak.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A store that all nodes of a cluster share and that forgets by itself. Every call takes effect at once for all nodes, whatever
 * becomes of the request that made it.
 */
public interface ClusterStore extends ClusterStoreReader {

    /**
     * Takes a place that is free. Of any number of simultaneous callers exactly one gets it.
     *
     * @return whether this caller got it
     */
    boolean putIfAbsent(String place, Duration life, Instant now);

    /** Frees a place. */
    void release(String place);

    /** Keeps a value, in place of any earlier one. */
    void put(String key, Duration life, Map<String, String> value);

    /**
     * Removes a value. Of any number of simultaneous callers exactly one succeeds.
     *
     * @return whether this caller removed it
     */
    boolean remove(String key);
}
