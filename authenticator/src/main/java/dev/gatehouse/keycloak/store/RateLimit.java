package dev.gatehouse.keycloak.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * A cluster-wide rate limit: at most {@code limit} uses per sliding {@code window}. Each use claims one of a fixed number of slots for the
 * length of the window, so the limit holds in every window of that length, not only in those that begin on the hour.
 *
 * @param name what is limited, unique
 * @param limit how many uses, at least 1
 * @param window how long a use counts
 */
public record RateLimit(String name, int limit, Duration window) {

    /** How many slots are tried. If nine tenths of a limit are used, one use in five is refused early (0.9 to the power of 16). */
    private static final int LOOKS = 16;

    /**
     * A granted use of a limit.
     *
     * @param key the key of its slot
     * @param number the number of its slot, from 1; the first use has slot 1, unless slots are taken by chance
     */
    public record Permit(String key, int number) {}

    /** Takes one use; empty if all are taken. */
    public Optional<Permit> take(ClusterStore store, String account, Instant now) {
        return IntStream.rangeClosed(1, limit)
                .mapToObj(number -> new Permit(slot(account, number), number))
                .filter(permit -> store.putIfAbsent(permit.key(), window, now))
                .findFirst();
    }

    /**
     * Takes one use of a large limit, of which not every slot can be tried. Only a few random slots are: so the limit is never exceeded,
     * and while nearly all slots are taken, a use may be refused although one is left.
     */
    public Optional<Permit> takeByChance(ClusterStore store, String account, Instant now) {
        return ThreadLocalRandom.current()
                .ints(LOOKS, 1, limit + 1)
                .mapToObj(number -> new Permit(slot(account, number), number))
                .filter(permit -> store.putIfAbsent(permit.key(), window, now))
                .findFirst();
    }

    /** Gives a use back. */
    public void giveBack(ClusterStore store, Permit permit) {
        store.release(permit.key());
    }

    /** Gives all uses of an account back. */
    public void clear(ClusterStore store, String account) {
        IntStream.rangeClosed(1, limit).forEach(number -> store.release(slot(account, number)));
    }

    /** When the next use becomes available; empty if one is available now. */
    public Optional<Instant> exhaustedUntil(ClusterStoreReader store, String account) {
        Instant earliest = Instant.MAX;
        for (int number = 1; number <= limit; number++) {
            Optional<Instant> takenAt = store.createdAt(slot(account, number));
            if (takenAt.isEmpty()) {
                return Optional.empty();
            }
            Instant free = takenAt.get().plus(window);
            earliest = free.isBefore(earliest) ? free : earliest;
        }
        return Optional.of(earliest);
    }

    /** How many uses are taken now, from 0 to the limit. */
    public int used(ClusterStoreReader store, String account) {
        return (int) IntStream.rangeClosed(1, limit)
                .filter(number -> store.createdAt(slot(account, number)).isPresent())
                .count();
    }

    private String slot(String account, int number) {
        return "gatehouse-" + name + ":" + account + ":" + number;
    }
}
