package dev.gatehouse.risk.model;

import java.time.Instant;
import java.util.Optional;

/** How much likelier an attacker names this browser, system and type of device than the user. Versions are {@link VersionTerm}'s. */
final class UserAgentTerm implements RiskTerm {

    /** How many logins of a user outweigh what is expected, per level. */
    private static final double SYSTEM_BACKOFF = 0.3;
    private static final double BROWSER_BACKOFF = 0.7;

    /** A familiar user agent clears nobody of anything else: whoever attacks names the browser that most people have. */
    private static final double MOST_FAMILIAR = -1;

    @Override
    public Optional<RiskContribution> of(LoginAttempt attempt, Profile profile, Population population) {
        Instant now = attempt.time();
        UserAgent userAgent = attempt.userAgent();
        double logins = profile.logins(now);
        double onBrowser = profile.browsers().weight(BoundedNames.browser(userAgent), now);
        double onSystem = onSystem(userAgent, profile, now);
        double everybodyOnSystem = population.system(userAgent);
        double everybodyOnBrowser = population.browserOnSystem(userAgent);

        double system = HierarchicalSmoothing.share(onSystem, logins, SYSTEM_BACKOFF, everybodyOnSystem);
        double browser = HierarchicalSmoothing.share(onBrowser, logins, BROWSER_BACKOFF, system * everybodyOnBrowser);
        double attacker = everybodyOnSystem * everybodyOnBrowser;

        RiskContribution.Kind kind = onBrowser > 0 ? RiskContribution.Kind.BROWSER_KNOWN
                : onSystem > 0 ? RiskContribution.Kind.BROWSER_NEW
                : RiskContribution.Kind.SYSTEM_NEW;
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
