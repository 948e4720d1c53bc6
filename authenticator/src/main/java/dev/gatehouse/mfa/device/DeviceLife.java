package dev.gatehouse.mfa.device;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a device stays known.
 *
 * @param sinceUse after the last completed login on it
 * @param sinceProof after a second factor was last proven on it, however often it is used
 */
public record DeviceLife(Duration sinceUse, Duration sinceProof) {

    /** This life, but no longer than a time after a second factor was proven. */
    public DeviceLife atMost(Duration shortest) {
        return new DeviceLife(
                shortest.compareTo(sinceUse) < 0 ? shortest : sinceUse,
                shortest.compareTo(sinceProof) < 0 ? shortest : sinceProof);
    }

    /** When a device is no longer known, if it is not used until then. */
    public Instant end(Instant usedAt, Instant provenAt) {
        Instant unused = usedAt.plus(sinceUse);
        Instant unproven = provenAt.plus(sinceProof);
        return unused.isBefore(unproven) ? unused : unproven;
    }
}
