package dev.gatehouse.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A store that all nodes of a cluster share and that forgets by itself. Every call takes effect at once for all nodes, whatever
 * becomes of the request that made it.
 */
public interface SharedStore {

    /**
     * Takes a place that is free. Of any number of simultaneous callers exactly one gets it.
     *
     * @return whether this caller got it
     */
    boolean claim(String place, Duration life, Instant now);

    /** When a place was taken; empty while it is free. */
    Optional<Instant> claimedAt(String place);

    /** Frees a place. */
    void release(String place);

    /** Keeps a value, in place of any earlier one. */
    void put(String key, Duration life, Map<String, String> value);

    /** A value that was put and has not been removed. */
    Optional<Map<String, String>> get(String key);

    /**
     * Removes a value. Of any number of simultaneous callers exactly one succeeds.
     *
     * @return whether this caller removed it
     */
    boolean remove(String key);
}
