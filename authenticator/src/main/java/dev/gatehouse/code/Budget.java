package dev.gatehouse.code;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * So many times within so long, counted over the whole cluster. Each use takes one of a fixed number of places and keeps it for
 * the length of the window, so the limit holds in every window of that length, not only in those that begin on the hour.
 *
 * @param name what is limited, unique
 * @param limit how many uses, at least 1
 * @param window for how long a use counts
 */
record Budget(String name, int limit, Duration window) {

    /** Wrong codes of an account, whatever kind of code it is. */
    static final Budget WRONG_CODES = new Budget("wrong-codes", CodePolicy.WRONG_CODES_PER_HOUR, CodePolicy.HOUR);

    /** One use of a budget. */
    record Use(String place) {}

    /** Takes one use, or nothing when all are taken. */
    Optional<Use> take(SharedStore store, String account, Instant now) {
        return IntStream.rangeClosed(1, limit)
                .mapToObj(number -> place(account, number))
                .filter(place -> store.claim(place, window, now))
                .map(Use::new)
                .findFirst();
    }

    /** Gives a use back. */
    void giveBack(SharedStore store, Use use) {
        store.release(use.place());
    }

    /** When the next use is free; empty if one is free now. */
    Optional<Instant> exhaustedUntil(SharedStore store, String account) {
        Instant earliest = Instant.MAX;
        for (int number = 1; number <= limit; number++) {
            Optional<Instant> takenAt = store.claimedAt(place(account, number));
            if (takenAt.isEmpty()) {
                return Optional.empty();
            }
            Instant free = takenAt.get().plus(window);
            earliest = free.isBefore(earliest) ? free : earliest;
        }
        return Optional.of(earliest);
    }

    private String place(String account, int number) {
        return "gatehouse-" + name + ":" + account + ":" + number;
    }
}
