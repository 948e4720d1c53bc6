package dev.gatehouse.demo;

import dev.gatehouse.demo.keycloak.KeycloakServer;
import dev.gatehouse.demo.keycloak.KeycloakServerBuilder;
import dev.gatehouse.demo.keycloak.LauncherException;
import java.time.Duration;

/** The demo's Keycloak, which can be restarted on its data. Another thread may close it at any time. */
final class DemoServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private final KeycloakServerBuilder builder;
    private final Console console;
    private KeycloakServer current;
    private boolean closed;

    private DemoServer(KeycloakServerBuilder builder, Console console) {
        this.builder = builder;
        this.console = console;
        this.current = builder.start();
        builder.freshData(false);
    }

    /** Starts a server and returns at once, see {@link #awaitReady()}. */
    static DemoServer start(KeycloakServerBuilder builder, Console console) {
        return new DemoServer(builder, console);
    }

    /** Returns the current server; a restart replaces it. */
    synchronized KeycloakServer current() {
        return current;
    }

    /**
     * Stops it, changes something in its home, and starts it again.
     *
     * @param change what to do while it is stopped
     * @throws LauncherException if it does not start; another restart may be tried
     */
    void restart(Runnable change) {
        current().close();
        synchronized (this) {
            if (closed) {
                throw new LauncherException("Keycloak is not restarted, because the demo is stopping.");
            }
            change.run();
            current = builder.start();
        }
        awaitReady();
    }

    /**
     * Waits until it answers.
     *
     * @throws LauncherException if it ends instead, or does not answer in time
     */
    void awaitReady() {
        try {
            current().awaitReady(PATIENCE, console::elapsed);
        } finally {
            console.elapsedEnd();
        }
    }

    /** Returns whether it was closed finally. */
    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        current.close();
    }
}
