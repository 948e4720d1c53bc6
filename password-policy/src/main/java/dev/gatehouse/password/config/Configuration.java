package dev.gatehouse.password.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parsed configuration string.
 *
 * @param settings the settings, with defaults for missing or invalid ones; only to be used if there are no problems
 * @param problems all mistakes, each a sentence for an admin that names the setting; empty if there are none
 */
public record Configuration(Settings settings, List<String> problems) {

    public Configuration {
        problems = List.copyOf(problems);
    }

    /**
     * Parses a configuration string.
     *
     * @param text the configured text, such as {@code min=10 common=core}; {@code null} or empty for the default rules
     */
    public static Configuration parse(@Nullable String text) {
        return SettingsParser.parse(text);
    }
}
