package dev.gatehouse.keycloak.session;

import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;

/**
 * Work that finds out what would happen, and leaves nothing behind: what it reaches writes no row, counts no metric, raises no event and
 * logs nothing where a login would.
 */
public final class DryRun {

    private static final String ATTRIBUTE = "gatehouse.dry-run";

    private DryRun() {}

    /** Does the work. The work of a dry run may contain others. */
    public static <T> T of(KeycloakSession session, Supplier<T> work) {
        boolean isWithin = isOn(session);
        session.setAttribute(ATTRIBUTE, true);
        try {
            return work.get();
        } finally {
            if (!isWithin) {
                session.removeAttribute(ATTRIBUTE);
            }
        }
    }

    /** Whether the session is in a dry run now. */
    public static boolean isOn(KeycloakSession session) {
        return session.getAttribute(ATTRIBUTE) != null;
    }
}
