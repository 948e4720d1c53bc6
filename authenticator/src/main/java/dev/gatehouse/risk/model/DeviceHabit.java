package dev.gatehouse.risk.model;

import java.time.Instant;

/**
 * How often a user's logins bring a device token. Weights are decayed as of the user's latest login.
 *
 * @param recognised completed logins with a token of either kind that was accepted
 * @param unknown completed logins without a token
 */
public record DeviceHabit(double recognised, double unknown) {

    /** Nothing is known. */
    public static final DeviceHabit NONE = new DeviceHabit(0, 0);

    public DeviceHabit {
        if (!(recognised >= 0 && unknown >= 0 && Double.isFinite(recognised) && Double.isFinite(unknown))) {
            throw new IllegalArgumentException("weights are at least 0 and finite");
        }
    }

    /** With one more login. A token that was used twice counts as neither. */
    DeviceHabit plus(DeviceRecognition device) {
        return new DeviceHabit(
                recognised + (device.isRecognised() ? 1 : 0), unknown + (device == DeviceRecognition.UNKNOWN ? 1 : 0));
    }

    DeviceHabit decayed(Instant last, Instant now) {
        return new DeviceHabit(
                DecayingCounter.decayed(recognised, last, now), DecayingCounter.decayed(unknown, last, now));
    }

    /**
     * The expected share of logins without a token; above 0.
     *
     * @param priorLogins how many logins outweigh the expectation
     * @param expected the expected share if nothing is known
     */
    double shareOfUnknown(double priorLogins, double expected) {
        return HierarchicalSmoothing.share(unknown, recognised + unknown, priorLogins, expected);
    }
}
