package dev.gatehouse.keycloak.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * A setting of a realm, or an option of the server: its key, what its text means, its default, and what applies while the text is invalid.
 * The form of the Admin Console, the parser and the check on saving are made of it.
 *
 * @param <T> what the text means
 */
public final class Setting<T> {

    private final String key;
    private final SettingType<T> type;
    private final String defaultText;
    private final T defaultValue;
    private final T fallBack;
    private final String help;
    private final RealmCheck<T> realmCheck;

    /** Looks up in a realm what a setting names. */
    public interface RealmCheck<T> {

        /** What does not exist there, each in a sentence for the administrator. */
        List<String> problems(KeycloakSession session, RealmModel realm, T value);
    }

    private Setting(
            String key, SettingType<T> type, String defaultText, T defaultValue, T fallBack, String help, RealmCheck<T> realmCheck) {
        this.key = key;
        this.type = type;
        this.defaultText = defaultText;
        this.defaultValue = defaultValue;
        this.fallBack = fallBack;
        this.help = help;
        this.realmCheck = realmCheck;
    }

    /** A setting that is empty by default. */
    public static <T> Setting<T> of(String key, SettingType<T> type) {
        return of(key, type, "");
    }

    /**
     * A setting. Its default applies for an invalid text too.
     *
     * @param defaultText the default as an administrator would type it
     */
    public static <T> Setting<T> of(String key, SettingType<T> type, String defaultText) {
        T value = type.parse(defaultText, problem -> {
            throw new IllegalArgumentException("the default of " + key + " " + problem);
        }).orElseThrow();
        return new Setting<>(key, type, defaultText, value, value, AdminTexts.help(key), (session, realm, names) -> List.of());
    }

    /** The same with another value while the text is invalid: a stricter one than the default. */
    public Setting<T> orIfInvalid(T strict) {
        return new Setting<>(key, type, defaultText, defaultValue, strict, help, realmCheck);
    }

    /** The same with a help text that it shares with other settings. */
    public Setting<T> withHelp(String sharedHelp) {
        return new Setting<>(key, type, defaultText, defaultValue, fallBack, sharedHelp, realmCheck);
    }

    /** The same with names that must exist when an administrator saves them. */
    public Setting<T> checkedOnSave(RealmCheck<T> check) {
        return new Setting<>(key, type, defaultText, defaultValue, fallBack, help, check);
    }

    public String key() {
        return key;
    }

    /** The default as an administrator would type it; empty for none. */
    public String defaultText() {
        return defaultText;
    }

    public T defaultValue() {
        return defaultValue;
    }

    /** The names that may be chosen; empty if anything may be typed. */
    public List<String> choices() {
        return type.choices();
    }

    /** The numbers that it allows, as in {@code from 10 to 600}; empty if it is no number. */
    public Optional<String> range() {
        return type.range().map(NumberRange::toString);
    }

    /** Its field in a form of the Admin Console. */
    public ProviderConfigProperty property() {
        ProviderConfigProperty property = new ProviderConfigProperty(key, AdminTexts.label(key), help, type.field(), formDefault());
        if (!type.choices().isEmpty()) {
            property.setOptions(type.choices());
        }
        return property;
    }

    private @Nullable Object formDefault() {
        if (defaultText.isEmpty()) {
            return null;
        }
        return type.isList() ? ListEntries.of(defaultText) : defaultText;
    }

    /**
     * Its value.
     *
     * @param config what the administrator saved
     * @param problems takes what is wrong with it, in words for the administrator
     */
    public T read(Map<String, String> config, Consumer<String> problems) {
        return parse(config.get(key), problems);
    }

    /** Its value where nothing is to be reported. */
    public T read(Map<String, String> config) {
        return read(config, problem -> {});
    }

    /** The meaning of a text; {@code null} or blank for the default. */
    public T parse(@Nullable String text, Consumer<String> problems) {
        if (text == null || text.isBlank()) {
            return defaultValue;
        }
        return type.parse(text.strip(), problem -> problems.accept(key + " " + problem)).orElse(fallBack);
    }

    /** What it names that does not exist in the realm, each in a sentence for the administrator. */
    public List<String> unknownNames(KeycloakSession session, RealmModel realm, @Nullable Map<String, String> config) {
        return realmCheck.problems(session, realm, read(Objects.requireNonNullElse(config, Map.of())));
    }
}
