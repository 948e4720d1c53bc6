package dev.gatehouse.password.config;

import java.util.List;

/**
 * What a configuration string says.
 *
 * @param settings the settings, with defaults for those that are missing or wrong; to be used only if there are no problems
 * @param problems all mistakes, each in words for an admin that name the setting; empty if there are none
 */
public record Configuration(Settings settings, List<String> problems) {

    public Configuration {
        problems = List.copyOf(problems);
    }

    /**
     * Reads a configuration string.
     *
     * @param text what an admin wrote, such as {@code min=10 common=core}; {@code null} or empty for the product's rules
     */
    public static Configuration parse(String text) {
        return SettingsParser.parse(text);
    }
}
