package dev.gatehouse.risk.model;

import java.util.Optional;

/**
 * An attacker picks any user alike, while most logins are made by those who log in often: a login of somebody who seldom comes is an
 * attacker's more often. The last factor of Freeman et al., capped, because how often a user comes says little of this login.
 */
final class FrequencyTerm implements RiskTerm {

    private static final double MOST = 1.5;

    @Override
    public Optional<RiskContribution> of(LoginAttempt attempt, Profile profile, Population population) {
        double usual = population.loginsPerUser();
        if (usual <= 0) {
            return Optional.empty();
        }
        double nats = Math.log(usual / profile.logins(attempt.time()));
        return Optional.of(new RiskContribution(RiskContribution.Kind.FREQUENCY, Math.max(-MOST, Math.min(MOST, nats))));
    }
}
