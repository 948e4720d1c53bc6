package dev.gatehouse.demo.keycloak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** TCP ports of this machine. */
public final class Ports {

    /**
     * Below the ports that operating systems use for outgoing connections: from 32768 on Linux, from 49152 elsewhere. In that range any
     * program could take the port before it is bound.
     */
    private static final PortRange USUAL = new PortRange(20_000, 31_999);

    /** JGroups also listens 50000 higher, which must be a port that Linux does not use for outgoing connections either: 32768 to 60999. */
    private static final PortRange JGROUPS = new PortRange(11_000, 15_535);

    private static final int JGROUPS_SECOND_PORT = 50_000;

    private static final PortClaims CLAIMS = new PortClaims(
            Path.of(System.getProperty("java.io.tmpdir"), "gatehouse-ports-" + System.getProperty("user.name")));

    private Ports() {}

    /**
     * Checks that no program listens on a port yet.
     *
     * @param port the port
     * @param purpose the program that needs it, at the beginning of a sentence: "Keycloak"
     * @param remedy how to choose another port: "--port 8081 or GATEHOUSE_PORT=8081"
     * @throws LauncherException if the port is taken
     */
    public static void requireFree(int port, String purpose, String remedy) {
        if (!isFree(port)) {
            throw new LauncherException(
                    "%s cannot listen on port %d: another program already does. Stop that program, or choose another port with %s."
                            .formatted(purpose, port, remedy));
        }
    }

    /** Returns whether no program listens on the port, on any address of this machine. */
    public static boolean isFree(int port) {
        // Some systems let one program listen on all addresses and another one on the loopback address.
        return canListen(port, null) && canListen(port, "127.0.0.1");
    }

    /**
     * Returns a free port. It belongs to this process until it ends: neither this nor another process of the same user is given it again.
     *
     * @throws LauncherException if all are taken
     */
    public static int anyFree() {
        return claim(USUAL, Ports::isFree);
    }

    /**
     * Returns a port for JGroups, with which the nodes of a cluster communicate, as {@link #anyFree()} does. The port 50000 higher is free
     * too.
     *
     * @throws LauncherException if all are taken
     */
    public static int anyFreeForJGroups() {
        return claim(JGROUPS, port -> isFree(port) && isFree(port + JGROUPS_SECOND_PORT));
    }

    /** Returns the preferred port, for this process alone, if it is free; otherwise {@link #anyFree()}. */
    public static int preferably(int port) {
        return CLAIMS.claim(port) && isFree(port) ? port : anyFree();
    }

    private static int claim(PortRange range, IntPredicate free) {
        // Claimed first: a port that another process has claimed may still look free.
        return range.fromAnywhere()
                .filter(CLAIMS::claim)
                .filter(free)
                .findFirst()
                .orElseThrow(() -> new LauncherException(
                        "This machine has no free port from %d to %d left. Close some programs and try again."
                                .formatted(range.first(), range.last())));
    }

    private static boolean canListen(int port, String address) {
        try (ServerSocket socket = new ServerSocket(port, 1, address == null ? null : InetAddress.getByName(address))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /**
     * A range of ports.
     *
     * @param first the lowest
     * @param last the highest
     */
    private record PortRange(int first, int last) {

        /** Returns all of them in turn, from a random start: recently used ports should rest. */
        IntStream fromAnywhere() {
            int size = last - first + 1;
            int start = ThreadLocalRandom.current().nextInt(size);
            return IntStream.range(0, size).map(number -> first + (start + number) % size);
        }
    }
}
