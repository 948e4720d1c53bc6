package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Verifies the clock that other tests rely on. */
class ServerClockTest {

    private final TestServer server = TestServer.shared();

    @Test
    void theServersTimeMovesAndIsSetRightAgain() {
        Duration days = Duration.ofDays(6);
        try (ServerClock clock = ServerClock.of(server)) {
            clock.advance(Duration.ofDays(5)).advance(Duration.ofDays(1));
            assertThat(loginTime()).isAfter(Instant.now().plus(days).minusSeconds(120));
        }
        assertThat(loginTime()).isBefore(Instant.now().plusSeconds(120));
    }

    private Instant loginTime() {
        Admin.User user = server.admin().newUser("agent");
        return Instant.ofEpochSecond(server.newBrowser()
                .loginCompletely("workspace", user)
                .get("iat")
                .asLong());
    }
}
