package dev.gatehouse.keycloak.theme;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.keycloak.theme.Theme;

/**
 * What is worked out once for each theme, for as long as Keycloak caches the theme. Where it does not, each request has a new theme.
 *
 * @param <T> what is worked out; must not refer to the theme
 */
final class PerTheme<T> {

    private final Map<Theme, T> found = Collections.synchronizedMap(new WeakHashMap<>());
    private final Reader<T> reader;

    PerTheme(Reader<T> reader) {
        this.reader = reader;
    }

    /** Reads a theme. */
    interface Reader<T> {

        T read(Theme theme) throws IOException;
    }

    /** @throws IOException if the theme cannot be read */
    T of(Theme theme) throws IOException {
        T known = found.get(theme);
        if (known == null) {
            known = reader.read(theme);
            found.put(theme, known);
        }
        return known;
    }
}
