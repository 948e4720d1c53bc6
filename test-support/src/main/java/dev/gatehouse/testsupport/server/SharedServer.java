package dev.gatehouse.testsupport.server;

import java.util.function.Supplier;

/** A server that the first test of a process starts, and that stops when the process ends. */
final class SharedServer {

    private final Supplier<TestServer> start;
    /** {@code null} before the first test. */
    private TestServer server;
    /** {@code null} unless the server failed to start. Starting it again for every test would only waste time. */
    private Throwable whyThereIsNone;

    SharedServer(Supplier<TestServer> start) {
        this.start = start;
    }

    /**
     * The server, started if necessary.
     *
     * @throws AssertionError if it did not start, now or at an earlier call
     */
    synchronized TestServer get() {
        if (whyThereIsNone != null) {
            throw new AssertionError("The shared server did not start, see the first failure.", whyThereIsNone);
        }
        if (server == null) {
            try {
                server = start.get();
            } catch (RuntimeException | AssertionError e) {
                whyThereIsNone = e;
                throw e;
            }
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop a shared Keycloak"));
        }
        return server;
    }
}
