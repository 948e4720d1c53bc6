package dev.gatehouse.bench.lab.log;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One line of a log.
 *
 * @param index the number that the line carries
 * @param time when it happened, exact to the millisecond
 * @param user who is to be logged in
 * @param roundTripMillis round-trip time of the network in milliseconds, if it was measured
 * @param origin where it came from
 * @param client what came
 * @param successful whether the first factor was right
 * @param attackIp whether the address is on a list of attackers
 * @param takeover whether somebody else than the user logged in
 * @param attacker what kind of attacker, where the log tells
 * @param token whether the device was known, where the log tells
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

    /** Whether the user was not the one who logged in, as far as the log tells. */
    public boolean isAttack() {
        return takeover || attacker.isPresent();
    }

    /** Whether the user logged in: what a model learns from. */
    public boolean isOwn() {
        return successful && !isAttack();
    }
}
