package dev.gatehouse.risk.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a user was, and when: one end of a journey.
 *
 * @param time when the login was
 * @param country as in {@link Network#country}
 * @param place where in the country, if that is known
 * @param prefix as in {@link Network#prefix}
 * @param listing what lists said of the address
 */
public record LastLocation(Instant time, String country, Optional<Place> place, String prefix, Network.Listing listing) {

    public LastLocation {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(listing, "listing");
        country = BoundedNames.of(country);
        prefix = BoundedNames.of(prefix);
    }

    static LastLocation of(LoginAttempt attempt) {
        Network network = attempt.network();
        return new LastLocation(attempt.time(), network.country(), network.place(), network.prefix(), network.listing());
    }
}
