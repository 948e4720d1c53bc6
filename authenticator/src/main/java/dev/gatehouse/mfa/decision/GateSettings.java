package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.config.ConfigCache;
import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.config.SettingProblem;
import dev.gatehouse.keycloak.config.SettingReader;
import dev.gatehouse.keycloak.config.SettingType;
import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.membership.RoleOrGroupMatcher;
import dev.gatehouse.keycloak.settings.SettingsInForce;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The gate's settings for users of identity providers and for changes of factors.
 *
 * @param privileged names of the roles and groups whose members must prove a second factor, see {@link RoleOrGroupMatcher#named}
 * @param policy when they must
 * @param within how long MFA evidence counts on a device, and in a session: 1 hour to 90 days, in whole hours
 * @param trusted values by which each provider reports its own second factor, as {@code alias=value}
 * @param factorsWithin how recently a second factor must have been proven to add or remove a factor or a linked provider: 1 minute to 1
 *     day, in whole minutes
 * @param remembersAddress whether the sign-in page of a known device shows whose it is, so that only the password is typed
 * @param authnContexts the AuthnContextClassRef that SAML apps read for each method; see {@link AuthnContextClasses} for the defaults
 * @param problems what is invalid in the configuration, in words for an administrator; empty if valid
 */
public record GateSettings(
        List<String> privileged,
        Policy policy,
        Duration within,
        Set<String> trusted,
        Duration factorsWithin,
        boolean remembersAddress,
        Map<MfaEvidence.AmrMethod, String> authnContexts,
        List<String> problems) {

    private static final Setting<List<String>> PRIVILEGED = Setting.of(
                    "privileged", SettingType.names(), "owner,admin,supervisor")
            .checkedOnSave(SettingProblem.Reason.NO_ROLE_OR_GROUP, RoleOrGroupMatcher::unknownNames);
    static final Setting<Policy> POLICY =
            Setting.of("policy", SettingType.choice(Policy.values(), Policy::configName), Policy.DEVICE.configName());
    private static final Setting<Duration> HOURS = Setting.of(
            "hours", SettingType.integer("a whole number", 1, 24 * 90).map(Duration::ofHours), "12");
    static final Setting<List<String>> TRUSTED = Setting.of("trusted", SettingType.entries(GateSettings::trusted));
    private static final Setting<Duration> FACTOR_MINUTES = Setting.of(
            "factorMinutes", SettingType.integer("a whole number", 1, 24 * 60).map(Duration::ofMinutes), "10");
    private static final Setting<Boolean> REMEMBER_ADDRESS = Setting.of("rememberAddress", SettingType.bool(), "true");
    private static final Setting<Map<MfaEvidence.AmrMethod, String>> AUTHN_CONTEXTS =
            Setting.of("authnContexts", SettingType.entries(GateSettings::authnContexts));

    /** The settings, in the order of the form. */
    public static final List<Setting<?>> ALL =
            List.of(PRIVILEGED, POLICY, HOURS, TRUSTED, FACTOR_MINUTES, REMEMBER_ADDRESS, AUTHN_CONTEXTS);

    private static final ConfigCache<GateSettings> READ = new ConfigCache<>(config -> read(new SettingReader(config)));

    /** When privileged users who sign in through an identity provider must prove a second factor. */
    public enum Policy {
        /** At each login. */
        ALWAYS,
        /** When the login looks suspicious. */
        ADAPTIVE,
        /** At each login from a device without MFA evidence within the configured hours. */
        DEVICE;

        /** The name used in the configuration. */
        String configName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public GateSettings {
        privileged = List.copyOf(privileged);
        trusted = Set.copyOf(trusted);
        authnContexts = Map.copyOf(authnContexts);
        problems = List.copyOf(problems);
    }

    /** The settings of a realm. */
    public static GateSettings of(KeycloakSession session, RealmModel realm) {
        SettingsInForce gate = SettingsInForce.ofAction(session, realm, GatehouseRequiredActions.GATE);
        return gate.isComplete() ? parse(gate.texts()) : parseIncomplete(gate.texts());
    }

    private static GateSettings parseIncomplete(Map<String, String> config) {
        SettingReader reader = new SettingReader(config);
        reader.report("the settings that were valid last cannot be read");
        return read(reader);
    }

    /**
     * Parses a configuration; missing settings take their defaults.
     *
     * @param config what the administrator saved; {@code null} if nothing was
     */
    public static GateSettings parse(@Nullable Map<String, String> config) {
        return READ.of(Objects.requireNonNullElse(config, Map.of()));
    }

    private static GateSettings read(SettingReader reader) {
        Policy policy = reader.read(POLICY);
        Duration within = reader.read(HOURS);
        Duration factorsWithin = reader.read(FACTOR_MINUTES);
        return new GateSettings(
                reader.read(PRIVILEGED),
                policy,
                within,
                Set.copyOf(reader.read(TRUSTED)),
                factorsWithin,
                reader.read(REMEMBER_ADDRESS),
                reader.read(AUTHN_CONTEXTS),
                reader.problems());
    }

    private static List<String> trusted(List<String> entries, SettingProblem.Consumer problems) {
        entries.stream()
                .filter(entry -> entry.indexOf('=') < 1 || entry.endsWith("="))
                .forEach(entry -> problems.report(SettingProblem.Reason.NO_PROVIDER_VALUE, entry));
        return entries;
    }

    private static Map<MfaEvidence.AmrMethod, String> authnContexts(
            List<String> entries, SettingProblem.Consumer problems) {
        Map<MfaEvidence.AmrMethod, String> contexts = new EnumMap<>(MfaEvidence.AmrMethod.class);
        for (String entry : entries) {
            int separator = entry.indexOf('=');
            Optional<MfaEvidence.AmrMethod> method = separator < 0
                    ? Optional.empty()
                    : MfaEvidence.AmrMethod.ofClaim(
                            entry.substring(0, separator).strip());
            String context = entry.substring(separator + 1).strip();
            if (method.isPresent() && isAbsoluteUri(context)) {
                contexts.put(method.get(), context);
            } else {
                problems.report(SettingProblem.Reason.NO_METHOD_URI, entry);
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
    boolean isTrusted(FirstFactor.Brokered firstFactor) {
        return problems.isEmpty()
                && firstFactor.assurances().stream()
                        .anyMatch(value -> trusted.contains(firstFactor.alias() + "=" + value));
    }
}
