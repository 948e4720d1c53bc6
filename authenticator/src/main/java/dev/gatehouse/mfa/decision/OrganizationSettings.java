package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.risk.signals.Cidr;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.keycloak.models.OrganizationModel;

/**
 * What an organization sets for its members, in its attributes. What is invalid there is left out, so that a mistake makes no login less
 * suspicious.
 *
 * @param companyNetworks networks from which no login of a member is suspicious, besides those of the realm
 * @param deviceLifetime how long a device of a member is remembered; empty for as long as in the realm
 * @param problems what is invalid, in words for an administrator
 */
public record OrganizationSettings(
        List<Cidr> companyNetworks, Optional<Duration> deviceLifetime, List<String> problems) {

    private static final String PREFIX = "gatehouse.";

    public OrganizationSettings {
        companyNetworks = List.copyOf(companyNetworks);
        problems = List.copyOf(problems);
    }

    /** Whether nothing is set. */
    boolean isEmpty() {
        return companyNetworks.isEmpty() && deviceLifetime.isEmpty();
    }

    /** Those of an organization. */
    public static OrganizationSettings of(OrganizationModel organization) {
        return parse(Optional.ofNullable(organization.getAttributes()).orElse(Map.of()));
    }

    /**
     * Parses attributes.
     *
     * @param attributes the values of each; {@code gatehouse.companyNetworks} and {@code gatehouse.deviceLifetime} are read
     */
    static OrganizationSettings parse(Map<String, List<String>> attributes) {
        List<String> problems = new ArrayList<>();
        List<Cidr> networks =
                read(MfaSettings.COMPANY_NETWORKS, attributes, problems::add).orElse(List.of());
        List<String> ofLifetime = new ArrayList<>();
        Optional<Duration> lifetime =
                read(MfaSettings.DEVICE_LIFETIME, attributes, ofLifetime::add).filter(value -> ofLifetime.isEmpty());
        problems.addAll(ofLifetime);
        return new OrganizationSettings(networks, lifetime, problems);
    }

    private static <T> Optional<T> read(
            Setting<T> setting, Map<String, List<String>> attributes, Consumer<String> problems) {
        List<String> values = attributes.getOrDefault(PREFIX + setting.key(), List.of());
        String text = String.join(",", values);
        return text.isBlank()
                ? Optional.empty()
                : Optional.of(setting.parse(text, problem -> problems.accept(PREFIX + problem)));
    }
}
