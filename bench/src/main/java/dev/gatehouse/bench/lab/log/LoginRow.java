package dev.gatehouse.bench.lab.log;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One line of a log.
 *
 * @param index the number in the line
 * @param time when it happened, with millisecond precision
 * @param user the user name
 * @param roundTripMillis network round-trip time in milliseconds, if measured
 * @param origin the network and location of the request
 * @param client the client of the request
 * @param successful whether the first factor was correct
 * @param attackIp whether the address is on a list of attackers
 * @param takeover whether an attacker logged in
 * @param attacker the kind of attacker, if the log contains it
 * @param token whether the device was recognised, if the log contains it
 */
public record LoginRow(
        long index,
        Instant time,
        String user,
        OptionalDouble roundTripMillis,
        Origin origin,
        Client client,
        boolean successful,
        boolean attackIp,
        boolean takeover,
        Optional<Attacker> attacker,
        Optional<DeviceToken> token) {

    public LoginRow {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(roundTripMillis, "roundTripMillis");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(attacker, "attacker");
        Objects.requireNonNull(token, "token");
    }

    /** Whether an attacker logged in, as far as the log shows. */
    public boolean isAttack() {
        return takeover || attacker.isPresent();
    }

    /** Whether the user logged in. Models learn only from these rows. */
    public boolean isOwn() {
        return successful && !isAttack();
    }
}
