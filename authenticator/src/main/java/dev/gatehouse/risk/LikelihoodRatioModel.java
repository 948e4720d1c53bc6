package dev.gatehouse.risk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A likelihood-ratio model: how much likelier are the values of this attempt for an attacker than for the user.
 *
 * <p>After Freeman et al. (NDSS 2016), with back-off in place of fixed weights: the estimate of a fine value leans on the
 * estimate of the coarser one that holds it (network prefix on country, browser on operating system), and less so the more
 * logins are on record.
 */
public final class LikelihoodRatioModel implements RiskModel {

    /** How many logins of a user outweigh what is known of everybody, per level. */
    private static final double COUNTRY_BACKOFF = 0.3;
    private static final double PREFIX_BACKOFF = 1.5;
    private static final double SYSTEM_BACKOFF = 0.3;
    private static final double BROWSER_BACKOFF = 0.7;

    /** The share of attackers who choose the victim's own country. */
    private static final double ATTACKERS_IN_USERS_COUNTRY = 0.3;

    /** One prefix's share of its country's addresses, roughly. It cancels out for prefixes that are new to the user. */
    private static final double PREFIX_IN_COUNTRY = 1.0 / 20_000;

    /**
     * A known device outweighs a new country together with a new browser: the token is a secret, while network and user agent
     * are circumstances.
     */
    private static final double DEVICE_KNOWN_NATS = -12;

    /** People come back with the browsers they used before, so one that lacks the token is somebody else's more often than theirs. */
    private static final double DEVICE_UNKNOWN_NATS = 2;

    /** A familiar user agent clears nobody of anything else: whoever attacks names the browser that most people have. */
    private static final double MOST_FAMILIAR_USER_AGENT = -1;

    @Override
    public Assessment assess(LoginAttempt attempt, Profile profile, Population population) {
        Instant now = attempt.time();
        List<Reason> reasons = new ArrayList<>(3);
        reasons.add(network(attempt.network(), profile, population, now));
        reasons.add(userAgent(attempt.userAgent(), profile, population, now));
        reasons.add(device(attempt.device()));
        return new Assessment(reasons, profile.history(now));
    }

    private static Reason device(DeviceRecognition device) {
        return switch (device) {
            case KNOWN -> new Reason(Reason.Kind.DEVICE_KNOWN, DEVICE_KNOWN_NATS);
            case UNKNOWN -> new Reason(Reason.Kind.DEVICE_UNKNOWN, DEVICE_UNKNOWN_NATS);
        };
    }

    private static Reason network(Network network, Profile profile, Population population, Instant now) {
        double logins = profile.logins(now);
        double inPrefix = profile.prefixes().weight(network.prefix(), now);
        // A prefix lies in its country, also when the profile had no room for the country.
        double inCountry = Math.max(inPrefix, profile.countries().weight(network.country(), now));
        double everybody = population.country(network.country());

        double userCountry = backOff(inCountry, logins, COUNTRY_BACKOFF, everybody);
        double userPrefix = backOff(inPrefix, logins, PREFIX_BACKOFF, userCountry * PREFIX_IN_COUNTRY);
        double attacker = ((1 - ATTACKERS_IN_USERS_COUNTRY) * everybody + ATTACKERS_IN_USERS_COUNTRY * userCountry) * PREFIX_IN_COUNTRY;

        Reason.Kind kind = inPrefix > 0 ? Reason.Kind.NETWORK_KNOWN
                : inCountry > 0 ? Reason.Kind.NETWORK_NEW
                : Reason.Kind.COUNTRY_NEW;
        return new Reason(kind, Math.log(attacker / userPrefix));
    }

    private static Reason userAgent(UserAgent userAgent, Profile profile, Population population, Instant now) {
        double logins = profile.logins(now);
        double onBrowser = profile.browsers().weight(Profile.browserKey(userAgent), now);
        double onSystem = Math.max(onBrowser, profile.systems().weight(Profile.systemKey(userAgent), now));
        double everybodySystem = population.system(userAgent);
        double everybodyBrowser = population.browserOnSystem(userAgent);

        double userSystem = backOff(onSystem, logins, SYSTEM_BACKOFF, everybodySystem);
        double userBrowser = backOff(onBrowser, logins, BROWSER_BACKOFF, userSystem * everybodyBrowser);
        double attacker = everybodySystem * everybodyBrowser;

        Reason.Kind kind = onBrowser > 0 ? Reason.Kind.BROWSER_KNOWN
                : onSystem > 0 ? Reason.Kind.BROWSER_NEW
                : Reason.Kind.SYSTEM_NEW;
        return new Reason(kind, Math.max(MOST_FAMILIAR_USER_AGENT, Math.log(attacker / userBrowser)));
    }

    /** The user's own share of a value, leaning on {@code expected} by the weight of {@code strength} logins. */
    private static double backOff(double count, double logins, double strength, double expected) {
        return (count + strength * expected) / (Math.max(count, logins) + strength);
    }
}
