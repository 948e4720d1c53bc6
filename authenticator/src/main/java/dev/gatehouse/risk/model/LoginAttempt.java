package dev.gatehouse.risk.model;

import java.time.Instant;
import java.util.Objects;

/**
 * The signals of one login attempt, after the first factor was verified.
 *
 * @param time when it happened
 * @param network the network it came from
 * @param userAgent the client's self-description
 * @param device whether the browser was recognised
 * @param failures recent failed attempts
 */
public record LoginAttempt(
        Instant time, Network network, UserAgent userAgent, DeviceRecognition device, Failures failures) {

    public LoginAttempt {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(userAgent, "userAgent");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(failures, "failures");
    }
}
