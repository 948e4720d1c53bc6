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

    @Override
    public Assessment assess(LoginAttempt attempt, Profile profile, Population population) {
        Instant now = attempt.time();
        List<Reason> reasons = new ArrayList<>(3);
        reasons.add(network(attempt.network(), profile, population, now));
        reasons.add(userAgent(attempt.userAgent(), profile, population, now));
        if (attempt.device() == DeviceRecognition.KNOWN) {
            reasons.add(new Reason(Reason.Kind.DEVICE_KNOWN, DEVICE_KNOWN_NATS));
        }
        return new Assessment(reasons, profile.history(now));
    }

    private static Reason network(Network network, Profile profile, Population population, Instant now) {
        double logins = profile.logins(now);
        double inCountry = profile.countries().weight(network.country(), now);
        double inPrefix = profile.prefixes().weight(network.prefix(), now);
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
        double onSystem = profile.systems().weight(Profile.systemKey(userAgent), now);
        double onBrowser = profile.browsers().weight(Profile.browserKey(userAgent), now);
        double everybodySystem = population.system(userAgent);
        double everybodyBrowser = population.browserOnSystem(userAgent);

        double userSystem = backOff(onSystem, logins, SYSTEM_BACKOFF, everybodySystem);
        double userBrowser = backOff(onBrowser, logins, BROWSER_BACKOFF, userSystem * everybodyBrowser);
        double attacker = everybodySystem * everybodyBrowser;

        Reason.Kind kind = onBrowser > 0 ? Reason.Kind.BROWSER_KNOWN
                : onSystem > 0 ? Reason.Kind.BROWSER_NEW
                : Reason.Kind.SYSTEM_NEW;
        return new Reason(kind, Math.log(attacker / userBrowser));
    }

    /** The user's own share of a value, leaning on {@code expected} by the weight of {@code strength} logins. */
    private static double backOff(double count, double logins, double strength, double expected) {
        return (count + strength * expected) / (Math.max(count, logins) + strength);
    }
}
