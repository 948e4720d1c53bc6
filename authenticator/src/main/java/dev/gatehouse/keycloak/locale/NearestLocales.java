package dev.gatehouse.keycloak.locale;

import dev.gatehouse.keycloak.config.ConfigCache;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;

/**
 * Which of a realm's languages is nearest to one that it does not support: another region of the same language. Portuguese of Portugal is
 * nearer to that of Brazil than English is.
 */
final class NearestLocales {

    /** Regions that write the same language with the same letters. */
    private static final List<Set<Locale>> SAME_SCRIPT = List.of(
            Set.of(Locale.forLanguageTag("zh-TW"), Locale.forLanguageTag("zh-HK"), Locale.forLanguageTag("zh-MO")),
            Set.of(Locale.forLanguageTag("zh-CN"), Locale.forLanguageTag("zh-SG")));

    /** Each login needs them several times. The tags of the supported languages are the keys; the values are not used. */
    private static final ConfigCache<NearestLocales> READ = new ConfigCache<>(supported -> new NearestLocales(
            // Sorted, so that all nodes choose the same.
            supported.keySet().stream().sorted().map(Locale::forLanguageTag).toList()));

    /** What a person may ask for, in the order of preference, and what of the realm's languages is shown then. */
    private final Map<Locale, Locale> shown = new LinkedHashMap<>();

    private final List<String> tags;

    private NearestLocales(List<Locale> supported) {
        supported.forEach(locale -> shown.put(locale, locale));
        for (Locale locale : supported) {
            SAME_SCRIPT.stream()
                    .filter(regions -> regions.contains(locale))
                    .forEach(regions -> regions.forEach(region -> shown.putIfAbsent(region, locale)));
        }
        // Keycloak takes a language without region for each of its regions.
        supported.forEach(locale -> shown.putIfAbsent(Locale.forLanguageTag(locale.getLanguage()), locale));
        tags = shown.keySet().stream().map(Locale::toLanguageTag).toList();
    }

    /** The languages of a realm. */
    static NearestLocales of(RealmModel realm) {
        return of(realm.getSupportedLocalesStream());
    }

    static NearestLocales of(Stream<String> tags) {
        return READ.of(tags.collect(Collectors.toMap(tag -> tag, tag -> "", (first, second) -> first)));
    }

    /** Everything that a person may ask for, as language tags. */
    List<String> tags() {
        return tags;
    }

    /** The realm's language for one of {@link #tags()}; any other is returned as it is. */
    Locale nearest(Locale locale) {
        return shown.getOrDefault(locale, locale);
    }
}
