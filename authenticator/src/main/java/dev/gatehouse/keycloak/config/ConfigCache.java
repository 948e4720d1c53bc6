package dev.gatehouse.keycloak.config;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Reads configurations and remembers what they say: every login needs them, and an admin changes them once in a while. One that has changed
 * is another one, so that a change holds at once.
 *
 * @param <T> what a configuration says; unchangeable
 */
public final class ConfigCache<T> {

    /** More realms than most servers have; what is beyond is read again. */
    private static final int MOST = 200;

    private final Function<Map<String, String>, T> reader;
    private final Map<Map<String, String>, T> known = new ConcurrentHashMap<>();

    /** @param reader reads a configuration; depends on nothing else */
    public ConfigCache(Function<Map<String, String>, T> reader) {
        this.reader = reader;
    }

    /**
     * What a configuration says.
     *
     * @param config what the admin saved; may be changed later
     */
    public T of(Map<String, String> config) {
        T before = known.get(config);
        if (before != null) {
            return before;
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        Map<String, String> unchanging = Collections.unmodifiableMap(new HashMap<>(config));
        T read = reader.apply(unchanging);
        known.put(unchanging, read);
        return read;
    }
}
