package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.config.SavedConfig;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.RealmModel;

/**
 * What an admin has configured about recovery, at the execution in the realm's reset credentials flow.
 *
 * @param isInUse whether the realm's reset credentials flow leads here, and the realm allows to reset passwords
 * @param linkLifetime how long a mailed link opens the page, from 10 seconds to 24 hours
 * @param networkLimit how many mails may be asked for from one network within an hour, at least 1
 * @param problems what is wrong with the configuration, in words for an admin; the default is used then
 */
record RecoverySettings(boolean isInUse, Duration linkLifetime, int networkLimit, List<String> problems) {

    /** The configuration keys. */
    static final String LINK_LIFETIME = "linkLifetime";
    static final String NETWORK_LIMIT = "networkLimit";

    /** The defaults, as an admin would type them. */
    static final String DEFAULT_LINK_LIFETIME = "3600";
    static final String DEFAULT_NETWORK_LIMIT = "60";

    private static final int SHORTEST_SECONDS = 10;
    private static final int LONGEST_SECONDS = 24 * 60 * 60;
    private static final int HIGHEST_LIMIT = 1000;

    RecoverySettings {
        problems = List.copyOf(problems);
    }

    /** The settings of a realm; the defaults where its flow does not lead here, for links that were mailed for a change. */
    static RecoverySettings of(RealmModel realm) {
        Optional<AuthenticationExecutionModel> execution = GatehouseRealm.of(realm).recoveryExecution();
        Map<String, String> config = execution.flatMap(found -> SavedConfig.of(realm, found)).orElse(Map.of());
        return parse(execution.isPresent() && realm.isResetPasswordAllowed(), config);
    }

    /** Reads a configuration; what is missing or makes no sense takes its default. */
    static RecoverySettings parse(boolean isInUse, Map<String, String> config) {
        List<String> problems = new ArrayList<>();
        int seconds = number(config, LINK_LIFETIME, DEFAULT_LINK_LIFETIME, SHORTEST_SECONDS, LONGEST_SECONDS, problems);
        int limit = number(config, NETWORK_LIMIT, DEFAULT_NETWORK_LIMIT, 1, HIGHEST_LIMIT, problems);
        return new RecoverySettings(isInUse, Duration.ofSeconds(seconds), limit, problems);
    }

    private static int number(Map<String, String> config, String key, String defaultValue, int least, int most, List<String> problems) {
        String text = Objects.requireNonNullElse(config.get(key), "").strip();
        try {
            int number = Integer.parseInt(text.isEmpty() ? defaultValue : text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        problems.add(key + " must be a number from " + least + " to " + most);
        return Integer.parseInt(defaultValue);
    }
}
