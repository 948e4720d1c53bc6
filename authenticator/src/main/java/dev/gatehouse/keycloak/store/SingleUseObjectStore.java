package dev.gatehouse.keycloak.store;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.session.RetriedTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.SingleUseObjectProvider;

/**
 * Keycloak's single-use objects. Each call has a transaction of its own, because a limit that a rolled-back request takes back is
 * no limit, and because {@code put} would otherwise be visible only after the mail has left.
 */
public final class SingleUseObjectStore implements ClusterStore {

    private static final String CLAIMED_AT = "at";
    private static final RetriedTransaction TRANSACTION = new RetriedTransaction(5, 50);

    private final KeycloakSessionFactory sessions;

    public SingleUseObjectStore(KeycloakSessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public boolean putIfAbsent(String place, Duration life, Instant now) {
        return inOwnTransaction(store -> {
            // Where these objects are rows of MySQL or MariaDB, some releases take a row that was there for one that they have put (CVE-2026-90997).
            // But whoever comes second has waited there for the end of the first one's transaction, and finds what that has written.
            if (!store.putIfAbsent(place, life.toSeconds()) || isPresent(store.get(place))) {
                return false;
            }
            // putIfAbsent takes no data, so the time follows; a reader in between takes the place for taken just now.
            store.put(place, life.toSeconds(), Map.of(CLAIMED_AT, Long.toString(now.getEpochSecond())));
            return true;
        });
    }

    private static boolean isPresent(Map<String, String> notes) {
        return notes != null && notes.containsKey(CLAIMED_AT);
    }

    @Override
    public Optional<Instant> createdAt(String place) {
        return get(place).map(SingleUseObjectStore::createdAt);
    }

    static Instant createdAt(Map<String, String> notes) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(notes.getOrDefault(CLAIMED_AT, "")));
        } catch (NumberFormatException notYetWritten) {
            return KeycloakClock.now();
        }
    }

    @Override
    public void release(String place) {
        remove(place);
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
     * Tries again what fails: a database that keeps these objects ends one of several transactions that wait for each other. What was done all
     * the same counts as done by somebody else, so of what works once nothing works twice.
     */
    private <T> T inOwnTransaction(Function<SingleUseObjectProvider, T> work) {
        return TRANSACTION.call(sessions, session -> work.apply(session.singleUseObjects()));
    }
}
