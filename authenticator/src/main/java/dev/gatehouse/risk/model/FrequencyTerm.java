package dev.gatehouse.risk.model;

import java.util.Optional;

/**
 * Attackers pick users uniformly, while most logins come from frequent users, so a login to a rarely used account is more often an
 * attack. This is the last factor of Freeman et al., capped, because login frequency says little about a single login.
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
        return Optional.of(
                new RiskContribution(RiskContribution.Kind.FREQUENCY, Math.max(-MOST, Math.min(MOST, nats))));
    }
}
