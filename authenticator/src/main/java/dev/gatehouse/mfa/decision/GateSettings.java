package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.config.ConfigCache;
import dev.gatehouse.keycloak.membership.RoleOrGroupMatcher;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.RealmModel;

/**
 * What an admin has configured about people who come through identity providers, and about changes of factors.
 *
 * @param privileged names of the roles and groups whose members must prove a second factor, see {@link RoleOrGroupMatcher#named}
 * @param policy when they must
 * @param within for how long a proof counts on a device, and in a session: 1 hour to 90 days, in whole hours
 * @param trusted what each provider may say about its own second factor to be believed, as {@code alias=value}
 * @param factorsWithin how long ago a second factor may have been proven by somebody who adds or removes a factor or a linked provider: 1 minute
 *     to 1 day, in whole minutes
 * @param authnContexts the AuthnContextClassRef that SAML apps read of a login that was secured by a method; see {@link AuthnContextClasses} for the others
 * @param problems what is wrong with the configuration, in words for an admin; empty if nothing is
 */
public record GateSettings(List<String> privileged, Policy policy, Duration within, Set<String> trusted, Duration factorsWithin, Map<MfaEvidence.AmrMethod, String> authnContexts, List<String> problems) {

    /** The configuration keys. */
    public static final String PRIVILEGED = "privileged";
    public static final String POLICY = "policy";
    public static final String HOURS = "hours";
    public static final String TRUSTED = "trusted";
    public static final String FACTOR_MINUTES = "factorMinutes";
    public static final String AUTHN_CONTEXTS = "authnContexts";

    /** The defaults, as an admin would type them. */
    public static final String DEFAULT_PRIVILEGED = "owner,admin,supervisor";
    public static final Policy DEFAULT_POLICY = Policy.DEVICE;
    public static final String DEFAULT_HOURS = "12";
    public static final String DEFAULT_FACTOR_MINUTES = "10";

    private static final int MOST_HOURS = 24 * 90;
    private static final int MOST_FACTOR_MINUTES = 24 * 60;
    private static final ConfigCache<GateSettings> READ = new ConfigCache<>(GateSettings::read);

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
        authnContexts = Map.copyOf(authnContexts);
        problems = List.copyOf(problems);
    }

    /** The settings of a realm. */
    public static GateSettings of(RealmModel realm) {
        return parse(GatehouseRealm.of(realm).gateConfig());
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
        int hours = number(given, HOURS, DEFAULT_HOURS, MOST_HOURS, problems);
        int factorMinutes = number(given, FACTOR_MINUTES, DEFAULT_FACTOR_MINUTES, MOST_FACTOR_MINUTES, problems);
        List<String> trusted = RoleOrGroupMatcher.entries(given.get(TRUSTED));
        trusted.stream().filter(entry -> entry.indexOf('=') < 1 || entry.endsWith("="))
                .forEach(entry -> problems.add(TRUSTED + " must hold entries like provider=value, not " + entry));
        return new GateSettings(
                RoleOrGroupMatcher.entries(text(given, PRIVILEGED, DEFAULT_PRIVILEGED)),
                policy.orElse(Policy.ALWAYS),
                Duration.ofHours(hours),
                Set.copyOf(trusted),
                Duration.ofMinutes(factorMinutes),
                authnContexts(given.get(AUTHN_CONTEXTS), problems),
                problems);
    }

    private static Map<MfaEvidence.AmrMethod, String> authnContexts(String text, List<String> problems) {
        Map<MfaEvidence.AmrMethod, String> contexts = new EnumMap<>(MfaEvidence.AmrMethod.class);
        for (String entry : RoleOrGroupMatcher.entries(text)) {
            int sign = entry.indexOf('=');
            Optional<MfaEvidence.AmrMethod> method = sign < 0 ? Optional.empty() : MfaEvidence.AmrMethod.ofClaim(entry.substring(0, sign).strip());
            String context = entry.substring(sign + 1).strip();
            if (method.isPresent() && isAbsoluteUri(context)) {
                contexts.put(method.get(), context);
            } else {
                problems.add(AUTHN_CONTEXTS + " must hold entries like otp=https://refeds.org/profile/mfa, not " + entry);
            }
        }
        return contexts;
    }

    private static boolean isAbsoluteUri(String text) {
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException notAnUri) {
            return false;
        }
    }

    /** Whether the provider's own second factor counts and was used. */
    boolean isTrusted(FirstFactor.Brokered origin) {
        return problems.isEmpty() && origin.assurances().stream().anyMatch(value -> trusted.contains(origin.alias() + "=" + value));
    }

    private static String text(Map<String, String> config, String key, String defaultValue) {
        String value = config.get(key);
        return value == null || value.isBlank() ? defaultValue : value.strip();
    }

    /** A whole number from 1; 1, and a problem, for anything else. */
    private static int number(Map<String, String> config, String key, String defaultValue, int most, List<String> problems) {
        try {
            int number = Integer.parseInt(text(config, key, defaultValue));
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, as a number that is out of range.
        }
        problems.add(key + " must be a whole number from 1 to " + most);
        return 1;
    }
}
