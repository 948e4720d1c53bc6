package dev.gatehouse.sharing;

import dev.gatehouse.keycloak.config.ConfigCache;
import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.config.SettingReader;
import dev.gatehouse.keycloak.config.SettingType;
import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.settings.SettingsInForce;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The configuration for shared logins.
 *
 * @param places from how many networks one user may use an account at once; 0 disables the check
 * @param devices on how many devices at once; 0 disables the check
 * @param atOnce the time that counts as at once
 * @param problems what is wrong with the configuration, worded for admins; empty if nothing is
 */
public record SharingSettings(int places, int devices, Duration atOnce, List<String> problems) {

    /** The defaults allow for a computer, a phone on two networks, and moving from one network to the next. */
    private static final Setting<Integer> PLACES =
            Setting.of("sharedPlaces", SettingType.integer("a whole number", 0, 50), "3");

    private static final Setting<Integer> DEVICES =
            Setting.of("sharedDevices", SettingType.integer("a whole number", 0, 50), "4");
    private static final Setting<Duration> MINUTES = Setting.of(
            "sharedMinutes", SettingType.integer("a whole number", 1, 24 * 60).map(Duration::ofMinutes), "15");

    /** The settings, in the order of the form. */
    static final List<Setting<?>> ALL = List.of(PLACES, DEVICES, MINUTES);

    private static final ConfigCache<SharingSettings> READ = new ConfigCache<>(SharingSettings::read);

    public SharingSettings {
        problems = List.copyOf(problems);
    }

    /** The settings of a realm. */
    static SharingSettings of(KeycloakSession session, RealmModel realm) {
        return parse(SettingsInForce.ofAction(session, realm, GatehouseRequiredActions.GATE)
                .texts());
    }

    /**
     * Reads a configuration; what is missing or invalid takes its default.
     *
     * @param config what the admin saved; {@code null} if nothing was
     */
    public static SharingSettings parse(@Nullable Map<String, String> config) {
        return READ.of(Objects.requireNonNullElse(config, Map.of()));
    }

    private static SharingSettings read(Map<String, String> given) {
        SettingReader reader = new SettingReader(given);
        return new SharingSettings(reader.read(PLACES), reader.read(DEVICES), reader.read(MINUTES), reader.problems());
    }
}
