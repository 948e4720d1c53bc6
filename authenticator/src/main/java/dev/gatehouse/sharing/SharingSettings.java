package dev.gatehouse.sharing;

import dev.gatehouse.keycloak.config.ConfigCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an admin has configured about shared logins.
 *
 * @param places from how many networks at once one person may use an account; 0 not to look
 * @param devices on how many devices at once; 0 not to look
 * @param atOnce what counts as at once
 * @param problems what is wrong with the configuration, in words for an admin; empty if nothing is
 */
public record SharingSettings(int places, int devices, Duration atOnce, List<String> problems) {

    /** The configuration keys. */
    public static final String PLACES = "sharedPlaces";
    public static final String DEVICES = "sharedDevices";
    public static final String MINUTES = "sharedMinutes";

    /** The defaults, as an admin would type them: a computer, a phone with two networks, and a way from one to the next. */
    public static final String DEFAULT_PLACES = "3";
    public static final String DEFAULT_DEVICES = "4";
    public static final String DEFAULT_MINUTES = "15";

    private static final int MOST = 50;
    private static final int MOST_MINUTES = 24 * 60;
    private static final ConfigCache<SharingSettings> READ = new ConfigCache<>(SharingSettings::read);

    public SharingSettings {
        problems = List.copyOf(problems);
    }

    /**
     * Reads a configuration; what is missing or wrong takes its default.
     *
     * @param config what the admin saved; {@code null} where nothing was
     */
    public static SharingSettings parse(Map<String, String> config) {
        return READ.of(Objects.requireNonNullElse(config, Map.of()));
    }

    private static SharingSettings read(Map<String, String> given) {
        List<String> problems = new ArrayList<>();
        int places = number(given, PLACES, DEFAULT_PLACES, 0, MOST, problems);
        int devices = number(given, DEVICES, DEFAULT_DEVICES, 0, MOST, problems);
        int minutes = number(given, MINUTES, DEFAULT_MINUTES, 1, MOST_MINUTES, problems);
        return new SharingSettings(places, devices, Duration.ofMinutes(minutes), problems);
    }

    private static int number(Map<String, String> config, String key, String defaultValue, int least, int most, List<String> problems) {
        String text = config.get(key);
        if (text == null || text.isBlank()) {
            return Integer.parseInt(defaultValue);
        }
        try {
            int value = Integer.parseInt(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        problems.add(key + " must be a whole number from " + least + " to " + most);
        return Integer.parseInt(defaultValue);
    }
}
