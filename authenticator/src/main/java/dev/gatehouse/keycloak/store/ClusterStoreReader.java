package dev.gatehouse.keycloak.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Reads a {@link ClusterStore}. */
public interface ClusterStoreReader {

    /** When a key was claimed; empty while it is free. */
    Optional<Instant> createdAt(String key);

    /** The value of a key, unless it was removed. A claimed key has a value, too. */
    Optional<Map<String, String>> get(String key);
}
