package dev.gatehouse.risk.signals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.keycloak.store.InMemoryStore;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NetworkFailuresTest {

    private static final Instant NOW = Instant.parse("2026-05-05T10:00:00Z");

    private final InMemoryStore store = new InMemoryStore(NOW);
    private final NetworkFailures failures = new NetworkFailures(store, store);

    @Test
    void countsEachNetworkUpToTheMaximumThatTheModelUses() {
        assertThat(failures.of("here")).isZero();
        failures.add("here", NOW);
        failures.add("here", NOW);
        assertThat(failures.of("here")).isEqualTo(2);
        assertThat(failures.of("there")).isZero();
        for (int number = 0; number < 20; number++) {
            failures.add("here", NOW);
        }
        assertThat(failures.of("here")).isEqualTo(13);
    }

    @Test
    void failuresExpireAfterAnHour() {
        failures.add("here", NOW);
        store.moveTo(NOW.plusSeconds(1800));
        failures.add("here", NOW.plusSeconds(1800));
        store.moveTo(NOW.plusSeconds(3600));
        assertThat(failures.of("here")).isEqualTo(1);
        store.moveTo(NOW.plusSeconds(5400));
        assertThat(failures.of("here")).isZero();
    }
}
