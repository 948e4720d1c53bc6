package dev.gatehouse.risk.model;

import java.time.Instant;
import java.util.Objects;

/**
 * How often a user logs in, and whether the user's browsers keep device tokens. Login counts are decayed as of {@code last}.
 *
 * @param logins completed logins
 * @param completed completed logins since {@code first}, not decayed, at most {@link Profile#LEARNING_LOGINS}
 * @param first the first login in the profile
 * @param last the latest login
 * @param onKnownDevice completed logins on a device recognised by its token
 * @param onUnknownDevice completed logins without a token
 */
public record LoginActivity(
        double logins, int completed, Instant first, Instant last, double onKnownDevice, double onUnknownDevice) {

    public LoginActivity {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
    }

    static LoginActivity begin(LoginAttempt attempt) {
        return new LoginActivity(0, 0, attempt.time(), attempt.time(), 0, 0).plus(attempt);
    }

    LoginActivity plus(LoginAttempt attempt) {
        Instant now = attempt.time();
        return new LoginActivity(
                DecayingCounter.decayed(logins, last, now) + 1,
                Math.min(completed + 1, Profile.LEARNING_LOGINS),
                first,
                now.isAfter(last) ? now : last,
                DecayingCounter.decayed(onKnownDevice, last, now)
                        + (attempt.device() == DeviceRecognition.KNOWN ? 1 : 0),
                DecayingCounter.decayed(onUnknownDevice, last, now)
                        + (attempt.device() == DeviceRecognition.UNKNOWN ? 1 : 0));
    }

    double loginsAt(Instant now) {
        return DecayingCounter.decayed(logins, last, now);
    }

    double onKnownDeviceAt(Instant now) {
        return DecayingCounter.decayed(onKnownDevice, last, now);
    }

    double onUnknownDeviceAt(Instant now) {
        return DecayingCounter.decayed(onUnknownDevice, last, now);
    }
}
