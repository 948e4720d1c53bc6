package dev.gatehouse.risk;

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
public record Whereabouts(Instant time, String country, Optional<Place> place, String prefix, Network.Listing listing) {

    public Whereabouts {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(listing, "listing");
        country = Names.of(country);
        prefix = Names.of(prefix);
    }

    static Whereabouts of(LoginAttempt attempt) {
        Network network = attempt.network();
        return new Whereabouts(attempt.time(), network.country(), network.place(), network.prefix(), network.listing());
    }
}
