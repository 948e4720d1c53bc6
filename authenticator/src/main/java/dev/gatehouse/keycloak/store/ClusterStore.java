package dev.gatehouse.keycloak.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A store that all nodes of a cluster share, and whose entries expire. Every call takes effect immediately on all nodes, whether or not the
 * request that makes it succeeds.
 */
public interface ClusterStore extends ClusterStoreReader {

    /**
     * Claims a key if it is free. Of any number of simultaneous callers, exactly one succeeds.
     *
     * @param life for how long the key is claimed
     * @param now the time that {@link #createdAt} returns
     * @return whether this caller has claimed it
     */
    boolean putIfAbsent(String key, Duration life, Instant now);

    /** Releases a claimed key. */
    void release(String key);

    /** Stores a value, replacing any earlier one. */
    void put(String key, Duration life, Map<String, String> value);

    /**
     * Removes a value. Of any number of simultaneous callers, exactly one succeeds.
     *
     * @return whether this caller has removed it
     */
    boolean remove(String key);
}
