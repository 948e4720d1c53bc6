package dev.gatehouse.keycloak.theme;

import dev.gatehouse.keycloak.provider.ReplacedMethod;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.keycloak.models.RealmModel;
import org.keycloak.theme.Theme;

/**
 * The texts of themes in each language. Keycloak merges thousands of them for each page, for each email and for each message that it formats;
 * here they are merged once. A realm with texts of its own ("Realm overrides") may change those at any time, so its texts are merged each
 * time.
 */
public final class ThemeTexts {

    private static final PerTheme<Map<Key, Properties>> MERGED = new PerTheme<>(theme -> new ConcurrentHashMap<>());

    private ThemeTexts() {}

    /**
     * What the texts of one theme depend on.
     *
     * @param locale the language
     * @param other the language of what is not translated, as the realm has it; empty if it is English
     */
    private record Key(Locale locale, String other) {}

    /**
     * The texts by key, in the given language or, where they are not translated, in the realm's own or in English. Must not be changed.
     *
     * @throws IOException if the theme cannot be read
     */
    public static Properties of(Theme theme, RealmModel realm, Locale locale) throws IOException {
        if (!realm.getRealmLocalizationTexts().values().stream().allMatch(Map::isEmpty)) {
            return theme.getEnhancedMessages(realm, locale);
        }
        Map<Key, Properties> byKey = MERGED.of(theme);
        Key key = new Key(locale, other(realm));
        Properties texts = byKey.get(key);
        if (texts == null) {
            texts = theme.getEnhancedMessages(realm, locale);
            byKey.put(key, texts);
        }
        return texts;
    }

    /** The same theme with these texts. */
    public static Theme in(Theme theme) {
        return ReplacedMethod.calling(
                Theme.class,
                theme,
                "getEnhancedMessages",
                arguments -> of(theme, (RealmModel) arguments[0], (Locale) arguments[1]));
    }

    private static String other(RealmModel realm) {
        return realm.isInternationalizationEnabled() ? Objects.requireNonNullElse(realm.getDefaultLocale(), "") : "";
    }
}
