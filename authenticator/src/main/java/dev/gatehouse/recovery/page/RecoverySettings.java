package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.config.SavedConfig;
import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.config.SettingReader;
import dev.gatehouse.keycloak.config.SettingType;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.RealmModel;

/**
 * The configuration of recovery, at the execution in the realm's reset credentials flow.
 *
 * @param isInUse whether the realm's reset credentials flow leads here, and the realm allows users to reset passwords
 * @param linkLifetime how long an emailed link opens the page, from 10 seconds to 24 hours
 * @param networkLimit how many emails can be requested from one network within an hour, at least 1
 * @param problems what is wrong with the configuration, worded for admins; what is wrong has its default
 */
record RecoverySettings(boolean isInUse, Duration linkLifetime, int networkLimit, List<String> problems) {

    private static final Setting<Duration> LINK_LIFETIME = Setting.of(
            "linkLifetime", SettingType.integer("a number", 10, 24 * 60 * 60).map(Duration::ofSeconds), "3600");
    private static final Setting<Integer> NETWORK_LIMIT =
            Setting.of("networkLimit", SettingType.integer("a number", 1, 1000), "60");

    /** The settings, in the order of the form. */
    static final List<Setting<?>> ALL = List.of(LINK_LIFETIME, NETWORK_LIMIT);

    RecoverySettings {
        problems = List.copyOf(problems);
    }

    /** The settings of a realm; the defaults if its flow does not lead here, for links that confirm a change. */
    static RecoverySettings of(RealmModel realm) {
        Optional<AuthenticationExecutionModel> execution =
                GatehouseRealm.of(realm).recoveryExecution();
        Map<String, String> config =
                execution.flatMap(found -> SavedConfig.of(realm, found)).orElse(Map.of());
        return parse(execution.isPresent() && realm.isResetPasswordAllowed(), config);
    }

    /** Reads a configuration; what is missing or invalid takes its default. */
    static RecoverySettings parse(boolean isInUse, Map<String, String> config) {
        SettingReader reader = new SettingReader(config);
        return new RecoverySettings(isInUse, reader.read(LINK_LIFETIME), reader.read(NETWORK_LIMIT), reader.problems());
    }
}
