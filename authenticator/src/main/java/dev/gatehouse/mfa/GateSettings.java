package dev.gatehouse.mfa;

import dev.gatehouse.config.ReadOnce;
import dev.gatehouse.people.People;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What an admin has configured about people who come through identity providers.
 *
 * @param privileged names of the roles and groups whose members must prove a second factor, see {@link People#named}
 * @param policy when they must
 * @param within for how long a proof counts on a device, and in a session
 * @param trusted what each provider may say about its own second factor to be believed, as {@code alias=value}
 * @param problems what is wrong with the configuration, in words for an admin; empty if nothing is
 */
public record GateSettings(List<String> privileged, Policy policy, Duration within, Set<String> trusted, List<String> problems) {

    /** The configuration keys. */
    public static final String PRIVILEGED = "privileged";
    public static final String POLICY = "policy";
    public static final String HOURS = "hours";
    public static final String TRUSTED = "trusted";

    /** The defaults, as an admin would type them. */
    public static final String DEFAULT_PRIVILEGED = "owner,admin,supervisor";
    public static final Policy DEFAULT_POLICY = Policy.DEVICE;
    public static final String DEFAULT_HOURS = "12";

    private static final int MOST_HOURS = 24 * 90;
    private static final ReadOnce<GateSettings> READ = new ReadOnce<>(GateSettings::read);

    /** When privileged people who come through an identity provider must prove a second factor. */
    public enum Policy {
        /** At each login. */
        ALWAYS,
        /** When the login looks suspicious. */
        ADAPTIVE,
        /** At each login from a device on which none was proven within the last hours. */
        DEVICE;

        /** The name used in the configuration. */
        public String configName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** All names. */
        public static List<String> configNames() {
            return Arrays.stream(values()).map(Policy::configName).toList();
        }
    }

    public GateSettings {
        privileged = List.copyOf(privileged);
        trusted = Set.copyOf(trusted);
        problems = List.copyOf(problems);
    }

    /**
     * Reads a configuration; what is missing takes its default.
     *
     * @param config what the admin saved; {@code null} where nothing was
     */
    public static GateSettings parse(Map<String, String> config) {
        return READ.of(Objects.requireNonNullElse(config, Map.of()));
    }

    private static GateSettings read(Map<String, String> given) {
        List<String> problems = new ArrayList<>();
        String policyName = text(given, POLICY, DEFAULT_POLICY.configName());
        Optional<Policy> policy = Arrays.stream(Policy.values()).filter(known -> known.configName().equals(policyName)).findFirst();
        if (policy.isEmpty()) {
            problems.add(POLICY + " must be one of " + String.join(", ", Policy.configNames()));
        }
        Optional<Integer> hours = hours(text(given, HOURS, DEFAULT_HOURS));
        if (hours.isEmpty()) {
            problems.add(HOURS + " must be a whole number from 1 to " + MOST_HOURS);
        }
        List<String> trusted = People.entries(given.get(TRUSTED));
        trusted.stream().filter(entry -> entry.indexOf('=') < 1 || entry.endsWith("="))
                .forEach(entry -> problems.add(TRUSTED + " must hold entries like provider=value, not " + entry));
        return new GateSettings(
                People.entries(text(given, PRIVILEGED, DEFAULT_PRIVILEGED)),
                policy.orElse(Policy.ALWAYS),
                Duration.ofHours(hours.orElse(1)),
                Set.copyOf(trusted),
                problems);
    }

    /** Whether the provider's own second factor counts and was used. */
    boolean isTrusted(Origin.Brokered origin) {
        return problems.isEmpty() && origin.assurances().stream().anyMatch(value -> trusted.contains(origin.alias() + "=" + value));
    }

    private static String text(Map<String, String> config, String key, String defaultValue) {
        String value = config.get(key);
        return value == null || value.isBlank() ? defaultValue : value.strip();
    }

    private static Optional<Integer> hours(String text) {
        try {
            return Optional.of(Integer.valueOf(text)).filter(hours -> hours >= 1 && hours <= MOST_HOURS);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
