package dev.gatehouse.recovery.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.keycloak.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NetworkRateLimitTest {

    private static final Instant START = Instant.parse("2026-01-05T12:00:00Z");
    private static final int LIMIT = 20;

    private final InMemoryStore store = new InMemoryStore(START);

    @Test
    @DisplayName("What one browser uses up is not that of another, which gets the trickle")
    void whatOneBrowserUsesUpIsNotThatOfAnother() {
        assertThat(accepted(50, "person", "network", START)).isEqualTo(LIMIT);
        assertThat(take(Optional.of("another"), "a", "network", START)).isEmpty();
        assertThat(take(Optional.of("another"), "b", "network", START))
                .as("once")
                .isPresent();
        assertThat(take(Optional.of("a third"), "a", "network", START))
                .as("a target that was requested before")
                .isPresent();
        assertThat(take(Optional.of("person"), "c", "network", START)).contains(START.plus(Duration.ofHours(1)));
    }

    @Test
    void aFloodTakesTheTrickleOnlyWhileItLasts() {
        long taken = IntStream.range(0, 100)
                .filter(number ->
                        take(Optional.empty(), "x" + number, "network", START).isEmpty())
                .count();
        assertThat(taken).isEqualTo(LIMIT + LIMIT / 10);
        assertThat(take(Optional.empty(), "late", "network", START)).contains(START.plusSeconds(60));
        Instant next = START.plusSeconds(61);
        store.moveTo(next);
        assertThat(take(Optional.empty(), "late", "network", next))
                .as("a refusal costs nothing")
                .isEmpty();
    }

    @Test
    void networksOfOneSiteAndOfOneProviderShareABound() {
        long ofSite = IntStream.range(0, 200)
                .filter(number -> take(Optional.empty(), "x" + number, "network " + number, START, "site", "provider")
                        .isEmpty())
                .count();
        assertThat(ofSite).isBetween(3L * LIMIT, 4L * LIMIT + 4L * LIMIT / 10);
        long ofProvider = IntStream.range(0, 1000)
                .filter(number -> take(
                                Optional.empty(),
                                "y" + number,
                                "network y" + number,
                                START,
                                "site " + number,
                                "provider")
                        .isEmpty())
                .count();
        assertThat(ofSite + ofProvider).isBetween(12L * LIMIT, 16L * LIMIT + 2L * 16 * LIMIT / 10);
        assertThat(take(Optional.empty(), "z", "elsewhere", START, "another site", "another provider"))
                .isEmpty();
    }

    private long accepted(int number, String browser, String network, Instant now) {
        return IntStream.range(0, number)
                .filter(each -> take(Optional.of(browser), "target " + each, network, now)
                        .isEmpty())
                .count();
    }

    private Optional<Instant> take(
            Optional<String> browser, String target, String network, Instant now, String... wider) {
        return new NetworkRateLimit(store, LIMIT, network, List.of(wider)).take(browser, target, now);
    }
}
