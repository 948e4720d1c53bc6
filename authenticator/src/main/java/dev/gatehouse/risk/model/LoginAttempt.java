package dev.gatehouse.risk.model;

import java.time.Instant;
import java.util.Objects;

/**
 * What is known of one attempt to log in, after the first factor was right.
 *
 * @param time when it happened
 * @param network where it came from
 * @param userAgent what the client says it is
 * @param device whether the browser is known
 * @param failures what went wrong shortly before
 */
public record LoginAttempt(Instant time, Network network, UserAgent userAgent, DeviceRecognition device, Failures failures) {

    public LoginAttempt {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(userAgent, "userAgent");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(failures, "failures");
    }
}
