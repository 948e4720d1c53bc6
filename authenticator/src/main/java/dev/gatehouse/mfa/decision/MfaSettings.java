package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.config.ConfigCache;
import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.config.SettingProblem;
import dev.gatehouse.keycloak.config.SettingReader;
import dev.gatehouse.keycloak.config.SettingType;
import dev.gatehouse.keycloak.membership.RoleOrGroupMatcher;
import dev.gatehouse.mfa.device.DeviceLife;
import dev.gatehouse.mfa.enforcement.EnforcementScope;
import dev.gatehouse.mfa.factor.Factor;
import dev.gatehouse.mfa.otp.EmailOtpPolicy;
import dev.gatehouse.risk.model.ScoreHistogram;
import dev.gatehouse.risk.signals.Cidr;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings of the MFA step, see {@link MfaSettingsResolver} for where they come from.
 *
 * @param mode what happens to a suspicious login
 * @param rollout whom mode {@code enforce} reaches, and from when
 * @param isUnreached whether the mode is {@code observe} only because {@code enforce} does not reach the user yet
 * @param threshold the score in nats above which a login is suspicious; empty to derive it from the target rate
 * @param targetRate the share of logins, of users with an established profile, that may be challenged because of their score at most, in percent
 * @param lowestThreshold the score below which the target rate does not lower the threshold, in nats
 * @param companyNetworks the company's own networks, from which no login is suspicious
 * @param codePolicy the limits of codes
 * @param deviceLifetime how long a device is remembered after its last use
 * @param deviceMaxAge how long a device is remembered after a second factor was last proven on it, however often it is used
 * @param codeInSubject whether the subject of the email begins with the code
 * @param acrLevel the level of authentication of an emailed code in this realm; empty if none
 * @param acrLevelStronger the level of a stronger factor; empty for the same as an emailed code
 * @param emailStandsIn whether users with a stronger factor may use email instead
 * @param signInNotice whether users are notified by email of an unusual sign-in
 * @param problems what cannot be read, in words for an administrator; every login of a user whom mode
 *     {@code enforce} reaches is challenged then
 */
public record MfaSettings(
        MfaMode mode,
        Rollout rollout,
        boolean isUnreached,
        Optional<Double> threshold,
        double targetRate,
        double lowestThreshold,
        List<Cidr> companyNetworks,
        EmailOtpPolicy codePolicy,
        Duration deviceLifetime,
        Duration deviceMaxAge,
        boolean codeInSubject,
        Optional<Integer> acrLevel,
        Optional<Integer> acrLevelStronger,
        boolean emailStandsIn,
        boolean signInNotice,
        List<String> problems) {

    private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final int WIDEST_IPV4_NETWORK = 8;
    private static final int WIDEST_IPV6_NETWORK = 16;

    /** What leaves the mode unset in the form of the gate: it is that of the executions. */
    private static final String OF_FLOW = "flow";

    /** What leaves a setting unset at an execution: it is that of the gate. */
    private static final String OF_REALM = "realm";

    static final Setting<MfaMode> MODE = Setting.of(
                    "mode", SettingType.choice(MfaMode.values(), MfaMode::configName), MfaMode.OFF.configName())
            .inheriting(OF_FLOW);
    static final Setting<List<String>> PILOT = Setting.of("pilot", SettingType.names())
            .checkedOnSave(SettingProblem.Reason.NO_ROLE_OR_GROUP, RoleOrGroupMatcher::unknownNames);
    static final Setting<Optional<Instant>> ENFORCE_FROM = Setting.of("enforceFrom", SettingType.time());
    private static final Setting<Double> TARGET_RATE =
            Setting.of("targetRate", SettingType.decimal("a percentage", 0.1, 50), "5");
    private static final Setting<Optional<Double>> THRESHOLD =
            Setting.of("threshold", SettingType.decimal("a number", -100, 100).optional());
    private static final Setting<Double> LOWEST_THRESHOLD = Setting.of(
            "lowestThreshold", SettingType.decimal("a number", ScoreHistogram.LOWEST, ScoreHistogram.HIGHEST), "0");
    static final Setting<List<Cidr>> COMPANY_NETWORKS =
            Setting.of("companyNetworks", SettingType.pastedEntries(MfaSettings::companyNetworks));
    static final Setting<Duration> CODE_MINUTES = Setting.of(
            "codeMinutes",
            SettingType.decimal("a number of minutes", 0.5, (double) EmailOtpPolicy.LONGEST_LIFETIME.toMinutes())
                    .map(MfaSettings::minutes),
            "10");

    /** The same in seconds, as it stands at executions. */
    static final Setting<Duration> CODE_LIFETIME = Setting.of(
            "codeLifetime",
            SettingType.integer("a number of seconds", 10, (int) EmailOtpPolicy.LONGEST_LIFETIME.toSeconds())
                    .map(Duration::ofSeconds),
            "600");

    static final Setting<Duration> DEVICE_LIFETIME = Setting.of(
            "deviceLifetime", SettingType.integer("a number of days", 1, 365).map(Duration::ofDays), "90");
    private static final Setting<Duration> DEVICE_MAX_AGE = Setting.of(
            "deviceMaxAge", SettingType.integer("a number of days", 1, 1095).map(Duration::ofDays), "365");
    private static final Setting<Boolean> CODE_IN_SUBJECT = Setting.of("codeInSubject", SettingType.bool(), "true");
    private static final Setting<Optional<Integer>> ACR_LEVEL = Setting.of("acrLevel", level());
    private static final Setting<Optional<Integer>> ACR_LEVEL_STRONGER = Setting.of("acrLevelStronger", level());
    private static final Setting<Boolean> EMAIL_STANDS_IN = Setting.of("emailStandsIn", SettingType.bool(), "false");
    private static final Setting<Boolean> SIGN_IN_NOTICE = Setting.of("signInNotice", SettingType.bool(), "true");

    /** The settings of the realm, in the order of the form of the gate. */
    public static final List<Setting<?>> ALL = List.of(
            MODE,
            PILOT,
            ENFORCE_FROM,
            TARGET_RATE,
            THRESHOLD,
            LOWEST_THRESHOLD,
            COMPANY_NETWORKS,
            CODE_MINUTES,
            DEVICE_LIFETIME,
            DEVICE_MAX_AGE,
            CODE_IN_SUBJECT,
            ACR_LEVEL,
            ACR_LEVEL_STRONGER,
            EMAIL_STANDS_IN,
            SIGN_IN_NOTICE);

    /** What is read in the form of the gate besides. */
    public static final List<Setting<?>> FORMER = List.of(CODE_LIFETIME);

    /** What holds for the whole realm, so that no execution has it. */
    private static final Set<Setting<?>> OF_REALM_ONLY = Set.of(PILOT, ENFORCE_FROM);

    /** The settings of an execution, in the order of its form. Each is that of the realm unless it is set. */
    public static final List<Setting<?>> OF_EXECUTION = ALL.stream()
            .filter(setting -> !OF_REALM_ONLY.contains(setting))
            .<Setting<?>>map(setting -> setting == CODE_MINUTES ? CODE_LIFETIME : setting)
            .<Setting<?>>map(setting -> setting.inheriting(OF_REALM))
            .toList();

    private static final ConfigCache<MfaSettings> READ = new ConfigCache<>(config -> read(new SettingReader(config)));

    public MfaSettings {
        companyNetworks = List.copyOf(companyNetworks);
        problems = List.copyOf(problems);
    }

    /** The level of authentication of a factor; empty if none. */
    Optional<Integer> acrLevel(Factor factor) {
        return factor == Factor.EMAIL ? acrLevel : acrLevelStronger.or(() -> acrLevel);
    }

    /** How long a device stays known. */
    public DeviceLife deviceLife() {
        return new DeviceLife(deviceLifetime, deviceMaxAge);
    }

    /**
     * Parses a configuration. What is missing or invalid has its default.
     *
     * @param config the texts by key
     */
    public static MfaSettings parse(Map<String, String> config) {
        return READ.of(config);
    }

    /** Whether no login is challenged and none refused, whatever it lacks: mode {@code off} or {@code observe}. */
    public boolean isLenient() {
        return switch (mode) {
            case OFF, OBSERVE -> true;
            case ENFORCE -> false;
        };
    }

    /** Whom the mode enforces MFA for at a time. */
    public EnforcementScope scope(Instant now) {
        return switch (mode) {
            case OFF, OBSERVE -> EnforcementScope.NOBODY;
            case ENFORCE -> rollout.scope(now);
        };
    }

    /** The settings of somebody whom {@code enforce} does not reach yet. */
    MfaSettings observing() {
        return isLenient() ? this : with(MfaMode.OBSERVE, rollout, true, companyNetworks, deviceLife());
    }

    /** The same with another roll-out. */
    MfaSettings withRollout(Rollout other) {
        return with(mode, other, isUnreached, companyNetworks, deviceLife());
    }

    /**
     * The settings of a member of organizations: their networks count like the realm's, and a device is remembered for the shortest
     * lifetime, that of the realm included.
     */
    MfaSettings ofMember(List<OrganizationSettings> organizations) {
        if (organizations.isEmpty()) {
            return this;
        }
        List<Cidr> networks = Stream.concat(
                        companyNetworks.stream(),
                        organizations.stream().flatMap(organization -> organization.companyNetworks().stream()))
                .toList();
        DeviceLife life = organizations.stream()
                .flatMap(organization -> organization.deviceLifetime().stream())
                .min(Comparator.naturalOrder())
                .map(deviceLife()::atMost)
                .orElse(deviceLife());
        return with(mode, rollout, isUnreached, networks, life);
    }

    private MfaSettings with(
            MfaMode newMode, Rollout newRollout, boolean unreached, List<Cidr> networks, DeviceLife life) {
        return new MfaSettings(
                newMode,
                newRollout,
                unreached,
                threshold,
                targetRate,
                lowestThreshold,
                networks,
                codePolicy,
                life.sinceUse(),
                life.sinceProof(),
                codeInSubject,
                acrLevel,
                acrLevelStronger,
                emailStandsIn,
                signInNotice,
                problems);
    }

    /** The same where other settings are in force that cannot be read. */
    static MfaSettings parseIncomplete(Map<String, String> config) {
        SettingReader reader = new SettingReader(config);
        reader.report("the settings that were valid last cannot be read");
        return read(reader);
    }

    private static MfaSettings read(SettingReader reader) {
        MfaMode mode = reader.read(MODE);
        Rollout rollout = new Rollout(reader.read(PILOT), reader.read(ENFORCE_FROM));
        Optional<Double> threshold = reader.read(THRESHOLD);
        double targetRate = reader.read(TARGET_RATE);
        Duration codeLifetime = reader.read(reader.isSet(CODE_MINUTES) ? CODE_MINUTES : CODE_LIFETIME);
        Duration deviceLifetime = reader.read(DEVICE_LIFETIME);
        Duration deviceMaxAge = reader.read(DEVICE_MAX_AGE);
        return new MfaSettings(
                mode,
                rollout,
                false,
                threshold,
                targetRate,
                reader.read(LOWEST_THRESHOLD),
                reader.read(COMPANY_NETWORKS),
                new EmailOtpPolicy(codeLifetime),
                deviceLifetime,
                deviceMaxAge,
                reader.read(CODE_IN_SUBJECT),
                reader.read(ACR_LEVEL),
                reader.read(ACR_LEVEL_STRONGER),
                reader.read(EMAIL_STANDS_IN),
                reader.read(SIGN_IN_NOTICE),
                reader.problems());
    }

    /** The key that a setting of an execution has in the form of the gate. */
    public static String keyAtGate(String key) {
        return key.equals(CODE_LIFETIME.key()) ? CODE_MINUTES.key() : key;
    }

    /**
     * The text of a setting of an execution as the form of the gate has it: the lifetime of codes in minutes, all others as they are.
     *
     * @param text a valid text
     * @return empty if the gate does not allow it
     */
    public static Optional<String> textAtGate(String key, String text) {
        if (!key.equals(CODE_LIFETIME.key())) {
            return Optional.of(text);
        }
        String minutes = BigDecimal.valueOf(
                        CODE_LIFETIME.read(Map.of(key, text)).toSeconds())
                .divide(BigDecimal.valueOf(TimeUnit.MINUTES.toSeconds(1)), 4, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
        return Optional.of(minutes).filter(number -> CODE_MINUTES
                .problems(Map.of(CODE_MINUTES.key(), number))
                .isEmpty());
    }

    private static Duration minutes(double number) {
        return Duration.ofSeconds(Math.round(number * TimeUnit.MINUTES.toSeconds(1)));
    }

    private static SettingType<Optional<Integer>> level() {
        return SettingType.integer("a whole number", 1, 100).optional();
    }

    /**
     * Parses networks. An entry may hold several ranges separated by spaces, and any host may stand for its range. Other text, and ranges
     * that cover a large part of the Internet, are invalid.
     */
    private static List<Cidr> companyNetworks(List<String> entries, SettingProblem.Consumer problems) {
        List<Cidr> networks = new ArrayList<>();
        for (String entry : entries) {
            List<Optional<Cidr>> ranges =
                    SPACES.splitAsStream(entry).map(Cidr::aroundHost).toList();
            if (ranges.stream().anyMatch(Optional::isEmpty)) {
                problems.report(SettingProblem.Reason.NO_RANGE, entry);
            } else if (ranges.stream().flatMap(Optional::stream).anyMatch(MfaSettings::isTooWide)) {
                problems.report(SettingProblem.Reason.WIDE_RANGE, entry);
            } else {
                ranges.stream().flatMap(Optional::stream).forEach(networks::add);
            }
        }
        return networks;
    }

    private static boolean isTooWide(Cidr range) {
        return range.writtenLength() < (range.isIpv4() ? WIDEST_IPV4_NETWORK : WIDEST_IPV6_NETWORK);
    }
}
