package dev.gatehouse.keycloak.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the settings of one configuration and collects its problems. */
public final class SettingReader {

    private final Map<String, String> config;
    private final List<String> problems = new ArrayList<>();

    /** @param config what the administrator saved */
    public SettingReader(Map<String, String> config) {
        this.config = config;
    }

    public <T> T read(Setting<T> setting) {
        return setting.read(config, problem -> problems.add(problem.text()));
    }

    /** Whether the configuration decides about a setting. */
    public boolean isSet(Setting<?> setting) {
        return setting.isSet(config);
    }

    /** Adds a problem of the configuration as a whole. */
    public void report(String problem) {
        problems.add(problem);
    }

    /** The problems, in words for the administrator, in the order in which the settings were read. */
    public List<String> problems() {
        return List.copyOf(problems);
    }
}
