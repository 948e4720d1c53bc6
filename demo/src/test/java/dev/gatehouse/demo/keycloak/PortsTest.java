package dev.gatehouse.demo.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "127.0.0.1")
    void namesTheTakenPortAndHowToChooseAnother(String address) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, address == null ? null : InetAddress.getByName(address))) {
            assertThatThrownBy(() -> Ports.requireFree(taken.getLocalPort(), "Keycloak", "--port"))
                    .isInstanceOf(LauncherException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()))
                    .hasMessageContaining("--port");
            assertThat(Ports.preferably(taken.getLocalPort())).isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void returnsAPortOnceAndNoneThatTheSystemUsesForOutgoingConnections() {
        List<Integer> ports = IntStream.range(0, 300)
                .parallel()
                .mapToObj(number -> Ports.anyFree())
                .toList();
        assertThat(ports).doesNotHaveDuplicates().allSatisfy(port -> assertThat(port)
                .isBetween(20_000, 32_767));
        assertThat(ports).allMatch(Ports::isFree);
    }

    @Test
    void aPortOfJGroupsHasAnotherOne50000Higher() {
        List<Integer> ports = IntStream.range(0, 20)
                .mapToObj(number -> Ports.anyFreeForJGroups())
                .toList();
        assertThat(ports).doesNotHaveDuplicates().allSatisfy(port -> assertThat(port + 50_000)
                .isBetween(61_000, 65_535));
        assertThat(ports).allMatch(port -> Ports.isFree(port) && Ports.isFree(port + 50_000));
    }

    @Test
    void processesThatRunAtTheSameTimeNeverChooseTheSamePort(@TempDir Path folder) throws IOException {
        List<PortClaimer> claimers = new ArrayList<>();
        try {
            for (int number = 0; number < 3; number++) {
                claimers.add(PortClaimer.start(folder, 1_000, 1_300));
            }
            List<Integer> claimed = new ArrayList<>();
            for (PortClaimer claimer : claimers) {
                claimed.addAll(claimer.claimed());
            }
            assertThat(claimed)
                    .as("each port by one of them")
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(1_000, 1_300).boxed().toList());
            assertThat(new PortClaims(folder).claim(1_000))
                    .as("claimed by another process")
                    .isFalse();
        } finally {
            claimers.forEach(PortClaimer::close);
        }
        PortClaims claims = new PortClaims(folder);
        assertThat(claims.claim(1_000)).as("of a process that has ended").isTrue();
        assertThat(claims.claim(1_000)).as("by this process already").isFalse();
        assertThat(new PortClaims(folder).claim(1_000))
                .as("by this process by another method")
                .isFalse();
    }
}
