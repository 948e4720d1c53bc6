package dev.gatehouse.keycloak.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What is in a {@link ClusterStore}. */
public interface ClusterStoreReader {

    /** When a place was taken; empty while it is free. */
    Optional<Instant> createdAt(String place);

    /** A value that was put and has not been removed. Of a place that is taken, there is one too. */
    Optional<Map<String, String>> get(String key);
}
