package dev.gatehouse.demo;

import dev.gatehouse.demo.keycloak.LauncherException;
import dev.gatehouse.demo.keycloak.Ports;
import dev.gatehouse.demo.keycloak.ReferenceRealm;
import java.util.OptionalInt;

/**
 * The ports of the demo.
 *
 * @param keycloak the server
 * @param inbox the inbox and the apps
 * @param debugger the port to which a debugger attaches; empty if there is none
 */
record DemoPorts(int keycloak, int inbox, OptionalInt debugger) {

    private static final int MANAGEMENT_OFFSET = 1000;
    private static final int HIGHEST = 65535;
    private static final int USUAL_SMTP_PORT = 3025;
    private static final String MOVE_KEYCLOAK = "--port or GATEHOUSE_PORT";
    private static final String MOVE_INBOX = "--inbox-port or GATEHOUSE_INBOX_PORT";
    private static final String MOVE_DEBUGGER = "--debug PORT";

    /** Returns the port of health and metrics. */
    int management() {
        return keycloak + MANAGEMENT_OFFSET;
    }

    /** Returns the URL of the realm that the apps log in to. */
    String issuer() {
        return "http://localhost:%d/realms/%s".formatted(keycloak, ReferenceRealm.NAME);
    }

    /** Chooses the port on which the inbox accepts email: 3025 if it is free, and none of the others in any case. */
    int chooseSmtp() {
        int port = isUsed(USUAL_SMTP_PORT) ? Ports.anyFree() : Ports.preferably(USUAL_SMTP_PORT);
        while (isUsed(port)) {
            port = Ports.anyFree();
        }
        return port;
    }

    /**
     * Checks that the ports exist, differ and are free.
     *
     * @throws LauncherException if not; it names the port and the option that changes it
     */
    void requireUsable() {
        if (keycloak < 1 || management() > HIGHEST) {
            throw new LauncherException("--port must be between 1 and %d.".formatted(HIGHEST - MANAGEMENT_OFFSET));
        }
        requireExisting("--inbox-port", inbox);
        if (inbox == keycloak || inbox == management()) {
            throw new LauncherException(
                    "The inbox cannot use port %d: Keycloak uses %d and %d. Choose another one with %s."
                            .formatted(inbox, keycloak, management(), MOVE_INBOX));
        }
        Ports.requireFree(keycloak, "Keycloak", MOVE_KEYCLOAK);
        Ports.requireFree(
                management(),
                "Keycloak's health check (always its port plus %d)".formatted(MANAGEMENT_OFFSET),
                MOVE_KEYCLOAK);
        Ports.requireFree(inbox, "The inbox", MOVE_INBOX);
        debugger.ifPresent(this::requireUsableByDebugger);
    }

    private void requireUsableByDebugger(int port) {
        requireExisting("--debug", port);
        if (port == keycloak || port == management() || port == inbox) {
            throw new LauncherException(
                    "A debugger cannot use port %d: Keycloak uses %d and %d, the inbox %d. Choose another one with %s."
                            .formatted(port, keycloak, management(), inbox, MOVE_DEBUGGER));
        }
        Ports.requireFree(port, "Keycloak's debugger", MOVE_DEBUGGER);
    }

    private static void requireExisting(String option, int port) {
        if (port < 1 || port > HIGHEST) {
            throw new LauncherException("%s must be between 1 and %d.".formatted(option, HIGHEST));
        }
    }

    private boolean isUsed(int port) {
        return port == keycloak
                || port == management()
                || port == inbox
                || debugger.stream().anyMatch(used -> used == port);
    }
}
