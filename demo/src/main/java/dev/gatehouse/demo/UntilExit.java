package dev.gatehouse.demo;

import dev.gatehouse.demo.keycloak.LauncherException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Resources that are open while the demo runs. When the program ends, also by Ctrl-C, all are closed, the last opened first. */
final class UntilExit {

    private final Console console;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean closing;

    private UntilExit(Console console) {
        this.console = console;
    }

    /** Starts to wait for the end of the program. */
    static UntilExit begin(Console console) {
        UntilExit open = new UntilExit(console);
        Runtime.getRuntime().addShutdownHook(new Thread(open::close, "stop"));
        return open;
    }

    /**
     * Registers a resource to be closed at the end.
     *
     * @throws LauncherException if the program is already ending; the resource is then closed at once
     */
    <T extends AutoCloseable> T keep(T thing) {
        synchronized (this) {
            if (!closing) {
                open.push(thing);
                return thing;
            }
        }
        close(thing);
        throw new LauncherException("The demo is stopping.");
    }

    /** Returns whether the program is ending, so that a failure now is a consequence of that. */
    synchronized boolean isClosing() {
        return closing;
    }

    private void close() {
        synchronized (this) {
            closing = true;
        }
        if (open.isEmpty()) {
            return;
        }
        open.forEach(this::close);
        console.say("Stopped.");
    }

    private void close(AutoCloseable thing) {
        try {
            thing.close();
        } catch (Exception e) {
            console.failure("A part of the demo could not be stopped: " + e);
        }
    }
}
