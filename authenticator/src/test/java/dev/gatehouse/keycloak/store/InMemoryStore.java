package dev.gatehouse.keycloak.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A store with the guarantees of {@link ClusterStore}, and a clock that tests set. */
public final class InMemoryStore implements ClusterStore {

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private volatile Instant now;

    private record Entry(Map<String, String> value, Instant claimedAt, Instant until) {}

    public InMemoryStore(Instant now) {
        this.now = now;
    }

    public void moveTo(Instant time) {
        now = time;
        entries.values().removeIf(entry -> !entry.until().isAfter(now));
    }

    public Map<String, String> everything() {
        Map<String, String> all = new ConcurrentHashMap<>();
        entries.forEach((key, entry) -> all.put(key, entry.value().toString()));
        return all;
    }

    @Override
    public boolean putIfAbsent(String key, Duration life, Instant at) {
        return entries.putIfAbsent(key, new Entry(Map.of(), at, now.plus(life))) == null;
    }

    @Override
    public Optional<Instant> createdAt(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::claimedAt);
    }

    @Override
    public void release(String key) {
        entries.remove(key);
    }

    @Override
    public void put(String key, Duration life, Map<String, String> value) {
        entries.put(key, new Entry(value, now, now.plus(life)));
    }

    @Override
    public Optional<Map<String, String>> get(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    @Override
    public boolean remove(String key) {
        return entries.remove(key) != null;
    }
}
