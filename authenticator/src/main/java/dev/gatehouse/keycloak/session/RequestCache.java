package dev.gatehouse.keycloak.session;

import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;

/** Caches values derived from a request for its duration, so that they are computed only once. Not for values that a request may change. */
public final class RequestCache {

    private static final String PREFIX = "gatehouse.once.";

    private RequestCache() {}

    /**
     * Returns the cached value, or computes it.
     *
     * @param name unique, including everything besides the request that the value depends on
     * @param maker computes the value
     */
    public static <T> T get(KeycloakSession session, String name, Supplier<T> maker) {
        @SuppressWarnings("unchecked") // the name is unique to the maker, and so is the type
        T cached = (T) session.getAttribute(PREFIX + name);
        if (cached != null) {
            return cached;
        }
        T computed = maker.get();
        session.setAttribute(PREFIX + name, computed);
        return computed;
    }
}
