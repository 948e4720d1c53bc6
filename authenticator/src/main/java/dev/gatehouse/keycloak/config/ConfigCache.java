package dev.gatehouse.keycloak.config;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Caches parsed configurations: every login needs them and they rarely change. Keyed by content, so changes take effect immediately.
 *
 * @param <T> the parsed configuration; immutable
 */
public final class ConfigCache<T> {

    /** More realms than most servers have; when full, the cache is cleared. */
    private static final int MAX_ENTRIES = 200;

    private final Function<Map<String, String>, T> parser;
    private final Map<Map<String, String>, T> cache = new ConcurrentHashMap<>();

    /** @param parser parses a configuration; must depend on nothing else */
    public ConfigCache(Function<Map<String, String>, T> parser) {
        this.parser = parser;
    }

    /**
     * The parsed configuration.
     *
     * @param config what the administrator saved; may be changed later
     */
    public T of(Map<String, String> config) {
        T cached = cache.get(config);
        if (cached != null) {
            return cached;
        }
        if (cache.size() >= MAX_ENTRIES) {
            cache.clear();
        }
        Map<String, String> copy = Collections.unmodifiableMap(new HashMap<>(config));
        T parsed = parser.apply(copy);
        cache.put(copy, parsed);
        return parsed;
    }
}
