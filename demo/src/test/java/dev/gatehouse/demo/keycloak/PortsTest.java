package dev.gatehouse.demo.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void namesTheTakenPortAndTheWayToAnother() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> Ports.requireFree(taken.getLocalPort(), "Keycloak", "--port"))
                    .isInstanceOf(LauncherException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()))
                    .hasMessageContaining("--port");
            assertThat(Ports.preferably(taken.getLocalPort())).isNotEqualTo(taken.getLocalPort());
        }
    }
}
