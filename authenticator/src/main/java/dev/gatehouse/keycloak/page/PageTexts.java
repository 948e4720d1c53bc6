package dev.gatehouse.keycloak.page;

import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a theme and, under other keys, what a page shows: texts may refer to it. Keycloak copies thousands of texts twice for each
 * page to have them in one; here nothing is copied.
 */
@SuppressWarnings("serial") // Nobody serialises them.
final class PageTexts extends Properties {

    private final transient Properties texts;
    private final transient Map<String, Object> attributes;

    /**
     * For one page.
     *
     * @param texts the texts by key
     * @param attributes what the page shows, by name
     */
    PageTexts(Properties texts, Map<String, Object> attributes) {
        this.texts = texts;
        this.attributes = attributes;
    }

    @Override
    public synchronized @Nullable Object get(Object key) {
        Object text = texts.get(key);
        return text == null ? attributes.get(key) : text;
    }

    @Override
    public synchronized Object getOrDefault(Object key, Object other) {
        return Objects.requireNonNullElse(get(key), other);
    }

    @Override
    public @Nullable String getProperty(String key) {
        return get(key) instanceof String text ? text : null;
    }
}
