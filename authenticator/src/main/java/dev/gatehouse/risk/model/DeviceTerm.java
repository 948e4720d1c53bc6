package dev.gatehouse.risk.model;

import java.time.Instant;

/** Scores the device token. The token is a secret, while network and user agent are only circumstantial. */
final class DeviceTerm {

    /** A known device outweighs a new country together with a new browser. */
    private static final double KNOWN = -12;

    private static final double REPLAYED = 3;

    /** Users mostly return with browsers they used before, so a browser without the token more often belongs to an attacker. */
    private static final double UNKNOWN = 2;

    /**
     * Pseudo-count for {@link #EXPECTED_WITHOUT}. A smaller one would make a new network with a copied user agent unsuspicious
     * after three logins.
     */
    private static final double PRIOR_LOGINS = 30;

    /** The expected share of logins without a token if nothing is known of the user; follows from {@link #UNKNOWN}. */
    private static final double EXPECTED_WITHOUT = Math.exp(-UNKNOWN);

    private DeviceTerm() {}

    /** @param isExtreme whether other terms are so suspicious that a known device must not lower the score */
    static RiskContribution of(LoginAttempt attempt, Profile profile, boolean isExtreme) {
        return switch (attempt.device()) {
            case KNOWN -> new RiskContribution(RiskContribution.Kind.DEVICE_KNOWN, isExtreme ? 0 : KNOWN);
            case UNKNOWN ->
                new RiskContribution(RiskContribution.Kind.DEVICE_UNKNOWN, unknown(profile, attempt.time()));
            case REPLAYED -> new RiskContribution(RiskContribution.Kind.DEVICE_REPLAYED, REPLAYED);
        };
    }

    /** An attacker has no token. Neither has a user whose browsers discard it, and that user must not stay suspicious forever. */
    private static double unknown(Profile profile, Instant now) {
        double with = profile.activity()
                .map(activity -> activity.onKnownDeviceAt(now))
                .orElse(0.0);
        double without = profile.activity()
                .map(activity -> activity.onUnknownDeviceAt(now))
                .orElse(0.0);
        return Math.min(
                UNKNOWN,
                -Math.log(HierarchicalSmoothing.share(without, with + without, PRIOR_LOGINS, EXPECTED_WITHOUT)));
    }
}
