package dev.gatehouse.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.demo.keycloak.LauncherException;
import dev.gatehouse.demo.keycloak.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoPortsTest {

    private final int keycloak = Ports.anyFree();
    private final int inbox = freeBut(keycloak, keycloak + 1000);
    private final int debugger = freeBut(keycloak, keycloak + 1000, inbox);

    @Test
    void freePortsCanBeUsed() {
        assertThatCode(() -> with(OptionalInt.of(debugger)).requireUsable()).doesNotThrowAnyException();
        assertThatCode(() -> with(OptionalInt.empty()).requireUsable()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65536})
    void aDebuggerNeedsAPortThatExists(int port) {
        assertRefused(port, "--debug must be between 1 and 65535.");
    }

    @Test
    void aDebuggerNeedsAPortOfItsOwn() {
        for (int port : new int[] {keycloak, keycloak + 1000, inbox}) {
            assertRefused(port, "A debugger cannot use port " + port, "--debug PORT");
        }
    }

    @Test
    void aDebuggerNeedsAFreePort() throws IOException {
        try (ServerSocket taken = new ServerSocket(debugger, 1, InetAddress.getByName("127.0.0.1"))) {
            assertRefused(
                    taken.getLocalPort(), "Keycloak's debugger cannot listen on port " + debugger, "--debug PORT");
        }
    }

    @Test
    void emailIsAcceptedOnAPortThatNothingElseUses() {
        assertThat(new DemoPorts(3025, inbox, OptionalInt.empty()).chooseSmtp()).isNotIn(3025, inbox);
        assertThat(new DemoPorts(keycloak, inbox, OptionalInt.of(3025)).chooseSmtp())
                .isNotIn(3025, keycloak, keycloak + 1000, inbox);
    }

    private static int freeBut(int... taken) {
        return IntStream.generate(Ports::anyFree)
                .filter(port -> IntStream.of(taken).noneMatch(other -> other == port))
                .findFirst()
                .orElseThrow();
    }

    private DemoPorts with(OptionalInt debug) {
        return new DemoPorts(keycloak, inbox, debug);
    }

    private void assertRefused(int port, String... words) {
        assertThatThrownBy(() -> with(OptionalInt.of(port)).requireUsable())
                .isInstanceOf(LauncherException.class)
                .hasMessageContainingAll(words);
    }
}
