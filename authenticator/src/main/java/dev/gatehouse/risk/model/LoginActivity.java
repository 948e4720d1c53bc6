package dev.gatehouse.risk.model;

import java.time.Instant;
import java.util.Objects;

/**
 * How often a user logs in, and whether the user's clients keep device tokens. Login counts are decayed as of {@code last}.
 *
 * @param logins completed logins
 * @param completed completed logins since {@code first}, not decayed, at most {@link Profile#LEARNING_LOGINS}
 * @param first the first login in the profile
 * @param last the latest login
 * @param devices how often logins bring a device token
 * @param devicesElsewhere the same for logins from networks that were new to the profile: somebody without tokens at a shared computer of the
 *     office brings one from everywhere else
 * @param scoreChallenges completed logins in which a second factor was proven that only the score required
 */
public record LoginActivity(
        double logins,
        int completed,
        Instant first,
        Instant last,
        DeviceHabit devices,
        DeviceHabit devicesElsewhere,
        double scoreChallenges) {

    public LoginActivity {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(devices, "devices");
        Objects.requireNonNull(devicesElsewhere, "devicesElsewhere");
    }

    static LoginActivity begin(Instant now) {
        return new LoginActivity(0, 0, now, now, DeviceHabit.NONE, DeviceHabit.NONE, 0);
    }

    /** @param isElsewhere whether the network was new to the profile */
    LoginActivity plus(LoginAttempt attempt, boolean isElsewhere, Proof proof) {
        Instant now = attempt.time();
        DeviceHabit elsewhere = devicesElsewhere.decayed(last, now);
        return new LoginActivity(
                DecayingCounter.decayed(logins, last, now) + 1,
                Math.min(completed + 1, Profile.LEARNING_LOGINS),
                first,
                now.isAfter(last) ? now : last,
                devices.decayed(last, now).plus(attempt.device()),
                isElsewhere && completed > 0 ? elsewhere.plus(attempt.device()) : elsewhere,
                DecayingCounter.decayed(scoreChallenges, last, now) + (proof == Proof.FOR_SCORE ? 1 : 0));
    }

    double loginsAt(Instant now) {
        return DecayingCounter.decayed(logins, last, now);
    }

    double scoreChallengesAt(Instant now) {
        return DecayingCounter.decayed(scoreChallenges, last, now);
    }

    DeviceHabit devicesAt(Instant now) {
        return devices.decayed(last, now);
    }

    DeviceHabit devicesElsewhereAt(Instant now) {
        return devicesElsewhere.decayed(last, now);
    }
}
