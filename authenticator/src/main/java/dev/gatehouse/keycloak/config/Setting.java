package dev.gatehouse.keycloak.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * A realm setting or server option: its key, type and default, which also applies where the text is invalid. The form in the Admin Console, the
 * parser and the validation on saving are derived from it.
 *
 * @param <T> the type of the value
 */
public final class Setting<T> {

    private final String key;
    private final SettingType<T> type;
    private final String defaultText;
    private final T defaultValue;
    private final String help;
    private final RealmCheck<T> realmCheck;
    private final SettingProblem.Reason unknown;
    private final Optional<String> inherited;

    /** Checks names in a setting against a realm. */
    public interface RealmCheck<T> {

        /** The names that do not exist. */
        List<String> unknown(KeycloakSession session, RealmModel realm, T value);
    }

    private Setting(
            String key,
            SettingType<T> type,
            String defaultText,
            T defaultValue,
            String help,
            RealmCheck<T> realmCheck,
            SettingProblem.Reason unknown,
            Optional<String> inherited) {
        this.key = key;
        this.type = type;
        this.defaultText = defaultText;
        this.defaultValue = defaultValue;
        this.help = help;
        this.realmCheck = realmCheck;
        this.unknown = unknown;
        this.inherited = inherited;
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
        T value = type.parse(defaultText, (reason, parameters) -> {
                    throw new IllegalArgumentException("the default of " + key + " is invalid: " + reason);
                })
                .orElseThrow();
        return new Setting<>(
                key,
                type,
                defaultText,
                value,
                AdminTexts.help(key),
                (session, realm, names) -> List.of(),
                SettingProblem.Reason.NO_ROLE_OR_GROUP,
                Optional.empty());
    }

    /** A copy with a help text shared with other settings. */
    public Setting<T> withHelp(String sharedHelp) {
        return new Setting<>(key, type, defaultText, defaultValue, sharedHelp, realmCheck, unknown, inherited);
    }

    /**
     * A copy whose names must exist in the realm when an administrator saves them.
     *
     * @param reason the problem of a name that does not exist
     */
    public Setting<T> checkedOnSave(SettingProblem.Reason reason, RealmCheck<T> check) {
        return new Setting<>(key, type, defaultText, defaultValue, help, check, reason, inherited);
    }

    /**
     * A copy that is decided elsewhere unless it is set. Its field in a form has no default: what a form shows, Keycloak saves.
     *
     * @param word what an administrator chooses to leave it unset, the first choice of a list
     */
    public Setting<T> inheriting(String word) {
        return new Setting<>(key, type, defaultText, defaultValue, help, realmCheck, unknown, Optional.of(word));
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
                new ProviderConfigProperty(key, AdminTexts.label(key), help, field(), formDefault());
        List<String> options = options();
        if (!options.isEmpty()) {
            property.setOptions(options);
        }
        return property;
    }

    /** A switch has no third position, so a setting that may be left unset has a list. */
    private String field() {
        return inherited.isPresent() && isSwitch() ? ProviderConfigProperty.LIST_TYPE : type.field();
    }

    private boolean isSwitch() {
        return ProviderConfigProperty.BOOLEAN_TYPE.equals(type.field());
    }

    private List<String> options() {
        if (inherited.isEmpty()) {
            return type.choices();
        }
        List<String> values = isSwitch() ? List.of("true", "false") : type.choices();
        return values.isEmpty()
                ? values
                : Stream.concat(inherited.stream(), values.stream()).toList();
    }

    private @Nullable Object formDefault() {
        if (inherited.isPresent()) {
            // The console saves what it shows. For a list without a default that is its first option.
            return options().isEmpty() ? null : inherited.get();
        }
        if (defaultText.isEmpty()) {
            return null;
        }
        return type.isList() ? ListEntries.of(defaultText) : defaultText;
    }

    /** Whether a configuration decides about the setting: it has a text other than that for leaving it unset. */
    public boolean isSet(Map<String, String> config) {
        return isSet(config.get(key));
    }

    private boolean isSet(@Nullable String text) {
        return text != null
                && !text.isBlank()
                && inherited.filter(word -> word.equals(text.strip())).isEmpty();
    }

    /**
     * The value of the setting.
     *
     * @param config what the administrator saved
     * @param problems receives what is invalid
     */
    public T read(Map<String, String> config, Consumer<SettingProblem> problems) {
        return value(config.get(key), problems);
    }

    /** The value of the setting, without reporting problems. */
    public T read(Map<String, String> config) {
        return read(config, problem -> {});
    }

    /** What is invalid in a configuration; empty if nothing is, or it does not set this. */
    public List<SettingProblem> problems(Map<String, String> config) {
        List<SettingProblem> problems = new ArrayList<>();
        value(config.get(key), problems::add);
        return problems;
    }

    /** Parses a text; {@code null} or blank means the default. Problems are in words for an administrator. */
    public T parse(@Nullable String text, Consumer<String> problems) {
        return value(text, problem -> problems.accept(problem.text()));
    }

    private T value(@Nullable String text, Consumer<SettingProblem> problems) {
        if (text == null || !isSet(text)) {
            return defaultValue;
        }
        return type.parse(
                        text.strip(),
                        (reason, parameters) -> problems.accept(
                                new SettingProblem(key, reason, List.of(parameters), type.isOptional())))
                .orElse(defaultValue);
    }

    /** The names in the setting that do not exist in the realm. */
    public List<SettingProblem> unknownNames(
            KeycloakSession session, RealmModel realm, @Nullable Map<String, String> config) {
        return realmCheck.unknown(session, realm, read(Objects.requireNonNullElse(config, Map.of()))).stream()
                .map(name -> SettingProblem.of(key, unknown, name))
                .toList();
    }
}
