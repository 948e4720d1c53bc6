package dev.gatehouse.risk.model;

import java.time.Instant;
import java.util.Optional;

/**
 * How much more likely this browser, operating system and device type is for an attacker than for the user. Versions are scored by
 * {@link VersionTerm}.
 */
final class UserAgentTerm implements RiskTerm {

    /** Pseudo-counts per level: the number of logins after which the user's own history outweighs the expected share. */
    private static final double SYSTEM_PRIOR_LOGINS = 0.3;

    private static final double BROWSER_PRIOR_LOGINS = 0.7;

    /** Limits how much a familiar user agent can lower the score: attackers claim the most common browser. */
    private static final double MOST_FAMILIAR = -1;

    @Override
    public Optional<RiskContribution> of(LoginAttempt attempt, Profile profile, Population population) {
        Instant now = attempt.time();
        UserAgent userAgent = attempt.userAgent();
        double logins = profile.logins(now);
        double onBrowser = profile.browsers().weight(BoundedNames.browser(userAgent), now);
        double onSystem = onSystem(userAgent, profile, now);
        double populationOnSystem = population.system(userAgent);
        double populationOnBrowser = population.browserOnSystem(userAgent);

        double system = HierarchicalSmoothing.share(onSystem, logins, SYSTEM_PRIOR_LOGINS, populationOnSystem);
        double browser =
                HierarchicalSmoothing.share(onBrowser, logins, BROWSER_PRIOR_LOGINS, system * populationOnBrowser);
        double attacker = populationOnSystem * populationOnBrowser;

        RiskContribution.Kind kind = onBrowser > 0
                ? RiskContribution.Kind.BROWSER_KNOWN
                : onSystem > 0 ? RiskContribution.Kind.BROWSER_NEW : RiskContribution.Kind.SYSTEM_NEW;
        return Optional.of(new RiskContribution(kind, Math.max(MOST_FAMILIAR, Math.log(attacker / browser))));
    }

    private static double onSystem(UserAgent userAgent, Profile profile, Instant now) {
        String system = BoundedNames.system(userAgent);
        return profile.browsers().seen().entrySet().stream()
                .filter(entry -> BoundedNames.isOn(entry.getKey(), system))
                .mapToDouble(entry -> entry.getValue().weightAt(now))
                .sum();
    }
}
