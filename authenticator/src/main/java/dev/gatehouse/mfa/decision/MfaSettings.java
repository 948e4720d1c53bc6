package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.config.ConfigCache;
import dev.gatehouse.keycloak.membership.RoleOrGroupMatcher;
import dev.gatehouse.mfa.factor.Factor;
import dev.gatehouse.mfa.otp.EmailOtpPolicy;
import dev.gatehouse.risk.signals.Cidr;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an admin has configured. What is missing or makes no sense is listed, and the step then asks for a code at every login.
 *
 * @param mode what is done about a suspicious login
 * @param threshold the score in nats above which a login is suspicious; empty to find one that fits the target rate
 * @param targetRate the share of logins, of people whose habits are known, that may be asked because of their score, in percent
 * @param companyNetworks the company's own networks, from which no login is suspicious
 * @param codePolicy the limits of codes
 * @param deviceLifetime how long a device is remembered
 * @param codeInSubject whether the subject of the mail begins with the code
 * @param acrLevel the level of authentication that a mailed code is worth in this realm; empty if none
 * @param acrLevelStronger the level that a stronger factor is worth; empty for the same as a mailed code
 * @param emailStandsIn whether people who have something stronger may use email in its place
 * @param signInNotice whether people are told by mail of a sign-in that is news to their account
 * @param problems what is wrong with the configuration, in words for an admin; empty if nothing is
 */
public record MfaSettings(
        Mode mode, Optional<Double> threshold, double targetRate, List<Cidr> companyNetworks, EmailOtpPolicy codePolicy,
        Duration deviceLifetime, boolean codeInSubject,
        Optional<Integer> acrLevel, Optional<Integer> acrLevelStronger, boolean emailStandsIn, boolean signInNotice,
        List<String> problems) {

    /** The configuration keys. */
    public static final String MODE = "mode";
    public static final String THRESHOLD = "threshold";
    public static final String TARGET_RATE = "targetRate";
    public static final String COMPANY_NETWORKS = "companyNetworks";
    public static final String CODE_LIFETIME = "codeLifetime";
    public static final String DEVICE_LIFETIME = "deviceLifetime";
    public static final String CODE_IN_SUBJECT = "codeInSubject";
    public static final String ACR_LEVEL = "acrLevel";
    public static final String ACR_LEVEL_STRONGER = "acrLevelStronger";
    public static final String EMAIL_STANDS_IN = "emailStandsIn";
    public static final String SIGN_IN_NOTICE = "signInNotice";

    /** The defaults, as an admin would type them. */
    public static final Mode DEFAULT_MODE = Mode.ENFORCE;
    public static final String DEFAULT_TARGET_RATE = "5";
    public static final String DEFAULT_CODE_LIFETIME = "600";
    public static final String DEFAULT_DEVICE_LIFETIME = "90";
    public static final String DEFAULT_CODE_IN_SUBJECT = "true";
    public static final String DEFAULT_EMAIL_STANDS_IN = "false";
    public static final String DEFAULT_SIGN_IN_NOTICE = "true";
    private static final String NOTHING = "none";

    private static final int SHORTEST_CODE_LIFETIME = 10;
    private static final int LONGEST_DEVICE_LIFETIME = 365;
    private static final int HIGHEST_ACR_LEVEL = 100;
    private static final double LARGEST_THRESHOLD = 100;
    private static final double LOWEST_RATE = 0.1;
    private static final double HIGHEST_RATE = 50;
    private static final int WIDEST_IPV4_NETWORK = 8;
    private static final int WIDEST_IPV6_NETWORK = 16;
    private static final ConfigCache<MfaSettings> READ = new ConfigCache<>(config -> parse(config, new ArrayList<>()));

    public MfaSettings {
        companyNetworks = List.copyOf(companyNetworks);
        problems = List.copyOf(problems);
    }

    /** The level of authentication that a factor is worth; empty if none. */
    Optional<Integer> acrLevel(Factor factor) {
        return factor == Factor.EMAIL ? acrLevel : acrLevelStronger.or(() -> acrLevel);
    }

    /**
     * The mode that holds. A configuration with a mistake may have meant anything, so it does not get the leniency of a mode that it names.
     */
    Mode modeInForce() {
        return problems.isEmpty() ? mode : Mode.ENFORCE;
    }

    /**
     * Reads a configuration.
     *
     * @param config what the admin saved; {@code null} where nothing was
     */
    public static MfaSettings parse(Map<String, String> config) {
        if (config == null) {
            return parse(Map.of(), new ArrayList<>(List.of("the execution has no configuration")));
        }
        return READ.of(config);
    }

    private static MfaSettings parse(Map<String, String> config, List<String> problems) {
        Reader reader = new Reader(config, problems);
        Mode mode = reader.read(MODE, DEFAULT_MODE.configName(), "one of " + String.join(", ", Mode.configNames()), Mode::parse);
        Optional<Double> threshold = reader.readOptional(
                THRESHOLD, "a number from -100 to 100, or empty",
                text -> number(text, Double::valueOf).filter(value -> Math.abs(value) <= LARGEST_THRESHOLD));
        double targetRate = reader.read(
                TARGET_RATE, DEFAULT_TARGET_RATE, "a percentage from 0.1 to 50",
                text -> number(text, Double::valueOf).filter(value -> value >= LOWEST_RATE && value <= HIGHEST_RATE));
        int codeLifetime = reader.read(
                CODE_LIFETIME, DEFAULT_CODE_LIFETIME, "a number of seconds from 10 to 600",
                text -> within(text, SHORTEST_CODE_LIFETIME, (int) EmailOtpPolicy.LONGEST_LIFETIME.toSeconds()));
        int deviceLifetime = reader.read(
                DEVICE_LIFETIME, DEFAULT_DEVICE_LIFETIME, "a number of days from 1 to 365",
                text -> within(text, 1, LONGEST_DEVICE_LIFETIME));
        return new MfaSettings(
                mode, threshold, targetRate, companyNetworks(config.get(COMPANY_NETWORKS), problems),
                new EmailOtpPolicy(Duration.ofSeconds(codeLifetime)), Duration.ofDays(deviceLifetime),
                reader.readBoolean(CODE_IN_SUBJECT, DEFAULT_CODE_IN_SUBJECT),
                reader.readLevel(ACR_LEVEL), reader.readLevel(ACR_LEVEL_STRONGER),
                reader.readBoolean(EMAIL_STANDS_IN, DEFAULT_EMAIL_STANDS_IN),
                reader.readBoolean(SIGN_IN_NOTICE, DEFAULT_SIGN_IN_NOTICE),
                problems);
    }

    /** What is no range, or would hold a good part of the Internet, is a mistake. */
    private static List<Cidr> companyNetworks(String text, List<String> problems) {
        List<Cidr> networks = new ArrayList<>();
        for (String entry : RoleOrGroupMatcher.entries(text)) {
            Optional<Cidr> network = Cidr.parse(entry);
            if (network.isEmpty()) {
                problems.add(COMPANY_NETWORKS + " must hold ranges such as 192.0.2.0/24 or 2001:db8::/32, not " + entry);
            } else if (network.get().writtenLength() < (network.get().isIpv4() ? WIDEST_IPV4_NETWORK : WIDEST_IPV6_NETWORK)) {
                problems.add(COMPANY_NETWORKS + " must not contain ranges wider than /8 (/16 for IPv6), such as " + entry);
            } else {
                networks.add(network.get());
            }
        }
        return networks;
    }

    private static Optional<Integer> within(String text, int least, int most) {
        return number(text, Integer::valueOf).filter(value -> value >= least && value <= most);
    }

    private static <T extends Number> Optional<T> number(String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** Reads values and collects what is wrong with them. A default stands in for a wrong value only while it is reported. */
    private record Reader(Map<String, String> config, List<String> problems) {

        <T> T read(String key, String defaultValue, String expected, Function<String, Optional<T>> parser) {
            String text = config.get(key);
            if (text == null || text.isBlank()) {
                return parser.apply(defaultValue).orElseThrow();
            }
            return parser.apply(text.strip()).orElseGet(() -> {
                problems.add(key + " must be " + expected);
                return parser.apply(defaultValue).orElseThrow();
            });
        }

        boolean readBoolean(String key, String defaultValue) {
            return read(key, defaultValue, "true or false",
                    text -> "true".equals(text) || "false".equals(text) ? Optional.of(Boolean.valueOf(text)) : Optional.empty());
        }

        Optional<Integer> readLevel(String key) {
            return readOptional(key, "a whole number from 1 to 100, or empty", text -> within(text, 1, HIGHEST_ACR_LEVEL));
        }

        <T> Optional<T> readOptional(String key, String expected, Function<String, Optional<T>> parser) {
            return read(key, NOTHING, expected, text -> NOTHING.equals(text) ? Optional.of(Optional.empty()) : parser.apply(text).map(Optional::of));
        }
    }
}
