package dev.gatehouse.risk.model;

import java.time.Instant;

/** What the device's token says. It is a secret, while network and user agent are circumstances. */
final class DeviceTerm {

    /** A known device outweighs a new country together with a new browser. */
    private static final double KNOWN = -12;

    private static final double REPLAYED = 3;

    /** People come back with the browsers they used before, so one that lacks the token is somebody else's more often than theirs. */
    private static final double UNKNOWN = 2;

    /** As many logins outweigh what is expected; fewer, and a new network with a copied user agent would not be suspicious after three. */
    private static final double BACKOFF = 30;

    /** How often a user comes without a token, where nothing is known of it: as {@link #UNKNOWN} says. */
    private static final double EXPECTED_WITHOUT = Math.exp(-UNKNOWN);

    private DeviceTerm() {}

    /** @param isExtreme whether other terms forbid that a known device clears anything */
    static RiskContribution of(LoginAttempt attempt, Profile profile, boolean isExtreme) {
        return switch (attempt.device()) {
            case KNOWN -> new RiskContribution(RiskContribution.Kind.DEVICE_KNOWN, isExtreme ? 0 : KNOWN);
            case UNKNOWN -> new RiskContribution(RiskContribution.Kind.DEVICE_UNKNOWN, unknown(profile, attempt.time()));
            case REPLAYED -> new RiskContribution(RiskContribution.Kind.DEVICE_REPLAYED, REPLAYED);
        };
    }

    /** An attacker has no token. Nor has a person whose browsers keep none, who shall not be suspicious for ever for that. */
    private static double unknown(Profile profile, Instant now) {
        double with = profile.activity().map(activity -> activity.onKnownDeviceAt(now)).orElse(0.0);
        double without = profile.activity().map(activity -> activity.onUnknownDeviceAt(now)).orElse(0.0);
        return Math.min(UNKNOWN, -Math.log(HierarchicalSmoothing.share(without, with + without, BACKOFF, EXPECTED_WITHOUT)));
    }
}
