package dev.gatehouse.risk;

import java.time.Instant;
import java.util.Objects;

/**
 * How busy a user is, and whether the user's browsers keep tokens. Numbers of logins are decayed as of {@code last}.
 *
 * @param logins completed logins
 * @param completed completed logins since {@code first}, not decayed, at most {@link Profile#LEARNING_LOGINS}
 * @param first the first login that the profile remembers
 * @param last the latest login
 * @param onKnownDevice completed logins on a device that was known by its token
 * @param onUnknownDevice completed logins without a token
 */
public record Habit(double logins, int completed, Instant first, Instant last, double onKnownDevice, double onUnknownDevice) {

    public Habit {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
    }

    static Habit begin(LoginAttempt attempt) {
        return new Habit(0, 0, attempt.time(), attempt.time(), 0, 0).plus(attempt);
    }

    Habit plus(LoginAttempt attempt) {
        Instant now = attempt.time();
        return new Habit(
                Tally.decayed(logins, last, now) + 1,
                Math.min(completed + 1, Profile.LEARNING_LOGINS),
                first,
                now.isAfter(last) ? now : last,
                Tally.decayed(onKnownDevice, last, now) + (attempt.device() == DeviceRecognition.KNOWN ? 1 : 0),
                Tally.decayed(onUnknownDevice, last, now) + (attempt.device() == DeviceRecognition.UNKNOWN ? 1 : 0));
    }

    double loginsAt(Instant now) {
        return Tally.decayed(logins, last, now);
    }

    double onKnownDeviceAt(Instant now) {
        return Tally.decayed(onKnownDevice, last, now);
    }

    double onUnknownDeviceAt(Instant now) {
        return Tally.decayed(onUnknownDevice, last, now);
    }
}
