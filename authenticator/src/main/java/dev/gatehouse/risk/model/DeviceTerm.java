package dev.gatehouse.risk.model;

import java.time.Instant;

/** Scores the device token. The token is a secret, while network and user agent are only circumstantial. */
final class DeviceTerm {

    /** A known device outweighs a new network, and a new country as long as few logins of the user are known. */
    private static final double KNOWN = -16;

    /** A cookie of a login that proved nothing: whoever once passed unchallenged has one. */
    private static final double SEEN = -5;

    /** Users mostly return with browsers they used before, so a browser without a token more often belongs to an attacker. */
    private static final double UNKNOWN = 2.5;

    /** The most for users who always bring a token: even they get a new device now and then. */
    private static final double UNKNOWN_AT_MOST = 8;

    /** A copy exists: no less suspicious than no token. */
    private static final double REPLAYED = UNKNOWN_AT_MOST + 1;

    /**
     * Pseudo-counts for {@link #EXPECTED_WITHOUT}: how many logins outweigh it. A habit of bringing a token is learned sooner than one of
     * bringing none: otherwise a new network with a copied user agent would be unsuspicious after three logins.
     */
    private static final double LOGINS_WITH = 5;

    private static final double LOGINS_WITHOUT = 30;

    /** How many logins in new networks outweigh the habit in all of them. */
    private static final double LOGINS_ELSEWHERE = 2;

    /** The expected share of logins without a token if nothing is known of the user; follows from {@link #UNKNOWN}. */
    private static final double EXPECTED_WITHOUT = Math.exp(-UNKNOWN);

    private DeviceTerm() {}

    /** @param isExtreme whether other terms are so suspicious that a known device must not lower the score */
    static RiskContribution of(LoginAttempt attempt, Profile profile, boolean isExtreme) {
        return switch (attempt.device()) {
            case KNOWN -> new RiskContribution(RiskContribution.Kind.DEVICE_KNOWN, isExtreme ? 0 : KNOWN);
            case SEEN -> new RiskContribution(RiskContribution.Kind.DEVICE_SEEN, isExtreme ? 0 : SEEN);
            case UNKNOWN -> new RiskContribution(RiskContribution.Kind.DEVICE_UNKNOWN, unknown(attempt, profile));
            case REPLAYED -> new RiskContribution(RiskContribution.Kind.DEVICE_REPLAYED, REPLAYED);
        };
    }

    /**
     * An attacker has no token. Neither has a user whose browsers discard it, and that user must not stay suspicious forever; but who always
     * brings one is hardly ever without it. In a network that is new to the profile, what the user does in such networks counts.
     */
    private static double unknown(LoginAttempt attempt, Profile profile) {
        Instant now = attempt.time();
        DeviceHabit everywhere =
                profile.activity().map(activity -> activity.devicesAt(now)).orElse(DeviceHabit.NONE);
        DeviceHabit elsewhere = profile.activity()
                .filter(activity -> profile.isElsewhere(attempt.network(), now))
                .map(activity -> activity.devicesElsewhereAt(now))
                .orElse(DeviceHabit.NONE);
        double nats = Math.max(nats(everywhere, elsewhere, LOGINS_WITH), nats(everywhere, elsewhere, LOGINS_WITHOUT));
        return Math.min(UNKNOWN_AT_MOST, nats);
    }

    private static double nats(DeviceHabit everywhere, DeviceHabit elsewhere, double priorLogins) {
        double expected = everywhere.shareOfUnknown(priorLogins, EXPECTED_WITHOUT);
        return -Math.log(Math.min(expected, elsewhere.shareOfUnknown(LOGINS_ELSEWHERE, expected)));
    }
}
