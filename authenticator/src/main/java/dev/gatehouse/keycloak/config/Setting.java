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
 * A realm setting or server option: its key, type and default, and the value that applies while the text is invalid. The form in the Admin
 * Console, the parser and the validation on saving are derived from it.
 *
 * @param <T> the type of the value
 */
public final class Setting<T> {

    private final String key;
    private final SettingType<T> type;
    private final String defaultText;
    private final T defaultValue;
    private final T fallback;
    private final String help;
    private final RealmCheck<T> realmCheck;

    /** Checks names in a setting against a realm. */
    public interface RealmCheck<T> {

        /** The names that do not exist, each in a sentence for the administrator. */
        List<String> problems(KeycloakSession session, RealmModel realm, T value);
    }

    private Setting(
            String key,
            SettingType<T> type,
            String defaultText,
            T defaultValue,
            T fallback,
            String help,
            RealmCheck<T> realmCheck) {
        this.key = key;
        this.type = type;
        this.defaultText = defaultText;
        this.defaultValue = defaultValue;
        this.fallback = fallback;
        this.help = help;
        this.realmCheck = realmCheck;
    }

    /** Creates a setting that is empty by default. */
    public static <T> Setting<T> of(String key, SettingType<T> type) {
        return of(key, type, "");
    }

    /**
     * Creates a setting. Its default also applies while the text is invalid.
     *
     * @param defaultText the default as an administrator would type it
     */
    public static <T> Setting<T> of(String key, SettingType<T> type, String defaultText) {
        T value = type.parse(defaultText, problem -> {
                    throw new IllegalArgumentException("the default of " + key + " " + problem);
                })
                .orElseThrow();
        return new Setting<>(
                key, type, defaultText, value, value, AdminTexts.help(key), (session, realm, names) -> List.of());
    }

    /** A copy with another value while the text is invalid, stricter than the default. */
    public Setting<T> orIfInvalid(T strict) {
        return new Setting<>(key, type, defaultText, defaultValue, strict, help, realmCheck);
    }

    /** A copy with a help text shared with other settings. */
    public Setting<T> withHelp(String sharedHelp) {
        return new Setting<>(key, type, defaultText, defaultValue, fallback, sharedHelp, realmCheck);
    }

    /** A copy whose names must exist in the realm when an administrator saves them. */
    public Setting<T> checkedOnSave(RealmCheck<T> check) {
        return new Setting<>(key, type, defaultText, defaultValue, fallback, help, check);
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

    /** The allowed values; empty if any text is allowed. */
    public List<String> choices() {
        return type.choices();
    }

    /** The allowed range, e.g. {@code from 10 to 600}; empty if the setting is not a number. */
    public Optional<String> range() {
        return type.range().map(NumberRange::toString);
    }

    /** The field of the setting in a form of the Admin Console. */
    public ProviderConfigProperty property() {
        ProviderConfigProperty property =
                new ProviderConfigProperty(key, AdminTexts.label(key), help, type.field(), formDefault());
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
     * The value of the setting.
     *
     * @param config what the administrator saved
     * @param problems receives what is invalid, in words for the administrator
     */
    public T read(Map<String, String> config, Consumer<String> problems) {
        return parse(config.get(key), problems);
    }

    /** The value of the setting, without reporting problems. */
    public T read(Map<String, String> config) {
        return read(config, problem -> {});
    }

    /** Parses a text; {@code null} or blank means the default. */
    public T parse(@Nullable String text, Consumer<String> problems) {
        if (text == null || text.isBlank()) {
            return defaultValue;
        }
        return type.parse(text.strip(), problem -> problems.accept(key + " " + problem))
                .orElse(fallback);
    }

    /** The names in the setting that do not exist in the realm, each in a sentence for the administrator. */
    public List<String> unknownNames(KeycloakSession session, RealmModel realm, @Nullable Map<String, String> config) {
        return realmCheck.problems(session, realm, read(Objects.requireNonNullElse(config, Map.of())));
    }
}
