package dev.gatehouse.demo.keycloak;

import java.io.IOException;
import java.net.ServerSocket;

/** TCP ports of this machine. */
public final class Ports {

    private Ports() {}

    /**
     * Makes sure that nobody listens on a port yet.
     *
     * @param port the port that will be listened on
     * @param purpose who wants it, at the beginning of a sentence: "Keycloak"
     * @param remedy how to choose another port: "--port 8081 or GATEHOUSE_PORT=8081"
     * @throws LauncherException if the port is taken
     */
    public static void requireFree(int port, String purpose, String remedy) {
        if (!isFree(port)) {
            throw new LauncherException("%s cannot listen on port %d: another program already does. Stop that program, or choose another port with %s."
                    .formatted(purpose, port, remedy));
        }
    }

    /** Returns whether nobody listens on the port, on any address of this machine. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** Returns a port that is free now, as chosen by the operating system. */
    public static int anyFree() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new LauncherException("This machine has no free port left. Close some programs and try again.", e);
        }
    }

    /** Returns the preferred port if it is free, else any free port. */
    public static int preferably(int port) {
        return isFree(port) ? port : anyFree();
    }
}
