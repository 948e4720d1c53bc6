package dev.gatehouse.sharing;

import dev.gatehouse.keycloak.config.ConfigCache;
import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.config.SettingReader;
import dev.gatehouse.keycloak.config.SettingType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an admin has configured about shared logins.
 *
 * @param places from how many networks at once one person may use an account; 0 not to look
 * @param devices on how many devices at once; 0 not to look
 * @param atOnce what counts as at once
 * @param problems what is wrong with the configuration, in words for an admin; empty if nothing is
 */
public record SharingSettings(int places, int devices, Duration atOnce, List<String> problems) {

    /** The defaults allow for a computer, a phone with two networks, and a way from one to the next. */
    private static final Setting<Integer> PLACES = Setting.of("sharedPlaces", SettingType.integer("a whole number", 0, 50), "3");
    private static final Setting<Integer> DEVICES = Setting.of("sharedDevices", SettingType.integer("a whole number", 0, 50), "4");
    private static final Setting<Duration> MINUTES =
            Setting.of("sharedMinutes", SettingType.integer("a whole number", 1, 24 * 60).map(Duration::ofMinutes), "15");

    /** The settings, in the order of the form. */
    static final List<Setting<?>> ALL = List.of(PLACES, DEVICES, MINUTES);

    private static final ConfigCache<SharingSettings> READ = new ConfigCache<>(SharingSettings::read);

    public SharingSettings {
        problems = List.copyOf(problems);
    }

    /**
     * Reads a configuration; what is missing or wrong takes its default.
     *
     * @param config what the admin saved; {@code null} where nothing was
     */
    public static SharingSettings parse(@Nullable Map<String, String> config) {
        return READ.of(Objects.requireNonNullElse(config, Map.of()));
    }

    private static SharingSettings read(Map<String, String> given) {
        SettingReader reader = new SettingReader(given);
        return new SharingSettings(reader.read(PLACES), reader.read(DEVICES), reader.read(MINUTES), reader.problems());
    }
}
