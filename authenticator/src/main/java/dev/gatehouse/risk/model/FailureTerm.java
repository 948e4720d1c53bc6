package dev.gatehouse.risk.model;

import java.util.Optional;

/**
 * Scores recent failed attempts. Users mistype a password once or twice, and users of a shared network are slightly affected by the
 * failures of others.
 */
final class FailureTerm implements RiskTerm {

    private static final double PER_FAILURE_OF_USER = 0.4;
    private static final double MOST_OF_USER = 3;
    private static final double PER_FAILURE_OF_NETWORK = 0.2;
    private static final double MOST_OF_NETWORK = 2;
    private static final int USUAL_IN_NETWORK = 3;

    @Override
    public Optional<RiskContribution> of(LoginAttempt attempt, Profile profile, Population population) {
        Failures failures = attempt.failures();
        double ofUser = Math.min(MOST_OF_USER, PER_FAILURE_OF_USER * failures.ofUser());
        double ofNetwork = Math.min(
                MOST_OF_NETWORK, PER_FAILURE_OF_NETWORK * Math.max(0, failures.ofNetwork() - USUAL_IN_NETWORK));
        double nats = ofUser + ofNetwork;
        return nats == 0 ? Optional.empty() : Optional.of(new RiskContribution(RiskContribution.Kind.FAILURES, nats));
    }
}
