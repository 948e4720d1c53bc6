package dev.gatehouse.keycloak.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * So many times within so long, counted over the whole cluster. Each use takes one of a fixed number of places and keeps it for
 * the length of the window, so the limit holds in every window of that length, not only in those that begin on the hour.
 *
 * @param name what is limited, unique
 * @param limit how many uses, at least 1
 * @param window for how long a use counts
 */
public record RateLimit(String name, int limit, Duration window) {

    /** Of a budget that is taken to nine tenths, one in seven is refused early. */
    private static final int LOOKS = 16;

    /** One use of a budget. */
    public record Permit(String key) {}

    /** Takes one use, or nothing when all are taken. */
    public Optional<Permit> take(ClusterStore store, String account, Instant now) {
        return IntStream.rangeClosed(1, limit)
                .mapToObj(number -> place(account, number))
                .filter(place -> store.putIfAbsent(place, window, now))
                .map(Permit::new)
                .findFirst();
    }

    /**
     * Takes one use of a large budget, of which not every place can be looked at. Only a few are, by chance: so never more than the limit are
     * taken, and while nearly all are taken a use may be refused although one is left.
     */
    public Optional<Permit> takeByChance(ClusterStore store, String account, Instant now) {
        return ThreadLocalRandom.current().ints(LOOKS, 1, limit + 1)
                .mapToObj(number -> place(account, number))
                .filter(place -> store.putIfAbsent(place, window, now))
                .map(Permit::new)
                .findFirst();
    }

    /** Gives a use back. */
    public void giveBack(ClusterStore store, Permit permit) {
        store.release(permit.key());
    }

    /** When the next use is free; empty if one is free now. */
    public Optional<Instant> exhaustedUntil(ClusterStoreReader store, String account) {
        Instant earliest = Instant.MAX;
        for (int number = 1; number <= limit; number++) {
            Optional<Instant> takenAt = store.createdAt(place(account, number));
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
        return (int) IntStream.rangeClosed(1, limit).filter(number -> store.createdAt(place(account, number)).isPresent()).count();
    }

    private String place(String account, int number) {
        return "gatehouse-" + name + ":" + account + ":" + number;
    }
}
