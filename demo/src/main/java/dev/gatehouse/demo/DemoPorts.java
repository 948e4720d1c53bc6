package dev.gatehouse.demo;

import dev.gatehouse.demo.keycloak.LauncherException;
import dev.gatehouse.demo.keycloak.Ports;
import dev.gatehouse.demo.keycloak.ReferenceRealm;

/**
 * Where the demo listens.
 *
 * @param keycloak the server
 * @param inbox the inbox and the apps
 */
record DemoPorts(int keycloak, int inbox) {

    private static final int MANAGEMENT_OFFSET = 1000;
    private static final int HIGHEST = 65535;
    private static final String MOVE_KEYCLOAK = "--port or GATEHOUSE_PORT";
    private static final String MOVE_INBOX = "--inbox-port or GATEHOUSE_INBOX_PORT";

    /** Returns where health and metrics are served. */
    int management() {
        return keycloak + MANAGEMENT_OFFSET;
    }

    /** Returns the address of the realm that the apps log in to. */
    String issuer() {
        return "http://localhost:%d/realms/%s".formatted(keycloak, ReferenceRealm.NAME);
    }

    /**
     * Makes sure that the ports exist, differ and are free.
     *
     * @throws LauncherException that names the port and the option that moves it
     */
    void requireUsable() {
        if (keycloak < 1 || management() > HIGHEST) {
            throw new LauncherException("--port must be between 1 and %d.".formatted(HIGHEST - MANAGEMENT_OFFSET));
        }
        if (inbox < 1 || inbox > HIGHEST) {
            throw new LauncherException("--inbox-port must be between 1 and %d.".formatted(HIGHEST));
        }
        if (inbox == keycloak || inbox == management()) {
            throw new LauncherException("The inbox cannot use port %d: Keycloak uses %d and %d. Choose another one with %s."
                    .formatted(inbox, keycloak, management(), MOVE_INBOX));
        }
        Ports.requireFree(keycloak, "Keycloak", MOVE_KEYCLOAK);
        Ports.requireFree(management(), "Keycloak's health check (always its port plus %d)".formatted(MANAGEMENT_OFFSET), MOVE_KEYCLOAK);
        Ports.requireFree(inbox, "The inbox", MOVE_INBOX);
    }
}
