package dev.gatehouse.mfa.decision;

import dev.gatehouse.risk.model.DeviceRecognition;
import dev.gatehouse.risk.model.Failures;
import dev.gatehouse.risk.model.LoginAttempt;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.Place;
import dev.gatehouse.risk.model.UserAgent;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@link LoginAttempt} as JSON in the notes of a login: flat, plain values only. Latitude and longitude are null if the place is unknown.
 */
record StoredAttempt(
        long time,
        String address,
        String prefix,
        String asn,
        String country,
        Network.Listing listing,
        @Nullable Double latitude,
        @Nullable Double longitude,
        String browser,
        int version,
        String system,
        UserAgent.DeviceType type,
        DeviceRecognition device,
        int failuresOfUser,
        int failuresOfNetwork) {

    static StoredAttempt of(LoginAttempt attempt) {
        Network network = attempt.network();
        UserAgent userAgent = attempt.userAgent();
        return new StoredAttempt(
                attempt.time().toEpochMilli(),
                network.address(),
                network.prefix(),
                network.asn(),
                network.country(),
                network.listing().stored(),
                network.place().map(Place::latitude).orElse(null),
                network.place().map(Place::longitude).orElse(null),
                userAgent.browser(),
                userAgent.version(),
                userAgent.operatingSystem(),
                userAgent.deviceType(),
                attempt.device(),
                attempt.failures().ofUser(),
                attempt.failures().ofNetwork());
    }

    LoginAttempt attempt() {
        Optional<Place> place =
                latitude == null || longitude == null ? Optional.empty() : Optional.of(new Place(latitude, longitude));
        return new LoginAttempt(
                Instant.ofEpochMilli(time),
                new Network(address, prefix, asn, country, listing, place),
                new UserAgent(browser, version, system, type),
                device,
                new Failures(failuresOfUser, failuresOfNetwork));
    }
}
