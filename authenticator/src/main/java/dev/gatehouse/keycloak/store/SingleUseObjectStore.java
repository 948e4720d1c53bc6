package dev.gatehouse.keycloak.store;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.session.RetriedTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.SingleUseObjectProvider;

/**
 * Keycloak's single-use objects. Each call has a transaction of its own, because a limit that is rolled back with a request is no limit,
 * and because {@code put} would otherwise become visible only after the email has been sent.
 */
public final class SingleUseObjectStore implements ClusterStore {

    private static final String CLAIMED_AT = "at";
    private static final RetriedTransaction TRANSACTION = new RetriedTransaction(5, 50);

    private final KeycloakSessionFactory sessions;

    public SingleUseObjectStore(KeycloakSessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public boolean putIfAbsent(String key, Duration life, Instant now) {
        return inOwnTransaction(store -> {
            // On MySQL and MariaDB, some releases mistake a row that existed before for one that they have inserted
            // (CVE-2026-90997). But
            // the second caller has waited there for the end of the first one's transaction, and finds what it has
            // written.
            if (!store.putIfAbsent(key, life.toSeconds()) || isPresent(store.get(key))) {
                return false;
            }
            // putIfAbsent takes no data, so the time follows; a reader in between treats the key as claimed just now.
            store.put(key, life.toSeconds(), Map.of(CLAIMED_AT, Long.toString(now.getEpochSecond())));
            return true;
        });
    }

    private static boolean isPresent(@Nullable Map<String, String> notes) {
        return notes != null && notes.containsKey(CLAIMED_AT);
    }

    @Override
    public Optional<Instant> createdAt(String key) {
        return get(key).map(SingleUseObjectStore::createdAt);
    }

    static Instant createdAt(Map<String, String> notes) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(notes.getOrDefault(CLAIMED_AT, "")));
        } catch (NumberFormatException notYetWritten) {
            return KeycloakClock.now();
        }
    }

    @Override
    public void release(String key) {
        remove(key);
    }

    @Override
    public void put(String key, Duration life, Map<String, String> value) {
        inOwnTransaction(store -> {
            store.put(key, life.toSeconds(), value);
            return true;
        });
    }

    @Override
    public Optional<Map<String, String>> get(String key) {
        return inOwnTransaction(store -> Optional.ofNullable(store.get(key)));
    }

    @Override
    public boolean remove(String key) {
        return inOwnTransaction(store -> store.remove(key) != null);
    }

    /**
     * Retries on failure: a database that stores these objects aborts one of several transactions that wait for each other. What was
     * committed nevertheless counts as done by another caller, so that nothing that works once works twice.
     */
    private <T> T inOwnTransaction(Function<SingleUseObjectProvider, T> work) {
        return TRANSACTION.call(sessions, session -> work.apply(session.singleUseObjects()));
    }
}
