package dev.gatehouse.risk.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Where and when a user logged in: one end of a journey.
 *
 * @param time the time of the login
 * @param country as in {@link Network#country}
 * @param place the place within the country, if known
 * @param prefix as in {@link Network#prefix}
 * @param listing how lists classify the address
 */
public record LastLocation(
        Instant time, String country, Optional<Place> place, String prefix, Network.Listing listing) {

    public LastLocation {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(listing, "listing");
        country = BoundedNames.of(country);
        prefix = BoundedNames.of(prefix);
    }

    static LastLocation of(LoginAttempt attempt) {
        Network network = attempt.network();
        return new LastLocation(
                attempt.time(),
                network.country(),
                network.place(),
                network.prefix(),
                network.listing().stored());
    }
}
