package dev.gatehouse.risk.signals;

import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;

/** What a request tells of itself is the same as long as it lasts: it is made out once, for all who ask. Never for what a request may change. */
public final class RequestCache {

    private static final String PREFIX = "gatehouse.once.";

    private RequestCache() {}

    /**
     * The value of this name.
     *
     * @param name unique, with everything that the value depends on besides the request
     * @param maker makes it out, never {@code null}
     */
    public static <T> T get(KeycloakSession session, String name, Supplier<T> maker) {
        @SuppressWarnings("unchecked") // the maker's own, under a name of its own
        T known = (T) session.getAttribute(PREFIX + name);
        if (known != null) {
            return known;
        }
        T made = maker.get();
        session.setAttribute(PREFIX + name, made);
        return made;
    }
}
