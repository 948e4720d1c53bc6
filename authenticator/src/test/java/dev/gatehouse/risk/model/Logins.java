package dev.gatehouse.risk.model;

import dev.gatehouse.risk.model.Network.Listing;
import dev.gatehouse.risk.model.UserAgent.DeviceType;
import java.time.Instant;
import java.util.Optional;

/** Test logins: a usual one, and variations of it. */
public final class Logins {

    public static final Instant START = Instant.parse("2026-06-01T08:00:00Z");
    public static final Network HOME = network("192.0.2.1", "192.0.2.0/24", "AS1", "NL");
    public static final UserAgent FIREFOX = new UserAgent("Firefox", 140, "Linux", DeviceType.DESKTOP);

    private Logins() {}

    public static Network network(String address, String prefix, String asn, String country) {
        return new Network(address, prefix, asn, country, Listing.NONE, Optional.empty());
    }

    /** A network in a country, unique to the country. */
    public static Network in(String country) {
        return network(country, country + "/24", "AS-" + country, country);
    }

    public static Network listed(Network network, Listing listing) {
        return new Network(
                network.address(), network.prefix(), network.asn(), network.country(), listing, network.place());
    }

    public static Network at(Network network, double latitude, double longitude) {
        return new Network(
                network.address(),
                network.prefix(),
                network.asn(),
                network.country(),
                network.listing(),
                Optional.of(new Place(latitude, longitude)));
    }

    /** A login from home with Firefox and without a token. */
    public static LoginAttempt usual() {
        return new LoginAttempt(START, HOME, FIREFOX, DeviceRecognition.UNKNOWN, Failures.NONE);
    }

    public static LoginAttempt when(LoginAttempt login, Instant time) {
        return new LoginAttempt(time, login.network(), login.userAgent(), login.device(), login.failures());
    }

    public static LoginAttempt from(LoginAttempt login, Network network) {
        return new LoginAttempt(login.time(), network, login.userAgent(), login.device(), login.failures());
    }

    public static LoginAttempt with(LoginAttempt login, UserAgent userAgent) {
        return new LoginAttempt(login.time(), login.network(), userAgent, login.device(), login.failures());
    }

    public static LoginAttempt on(LoginAttempt login, DeviceRecognition device) {
        return new LoginAttempt(login.time(), login.network(), login.userAgent(), device, login.failures());
    }

    public static LoginAttempt after(LoginAttempt login, Failures failures) {
        return new LoginAttempt(login.time(), login.network(), login.userAgent(), login.device(), failures);
    }

    /** The profile after this number of identical logins, all at the same time. */
    public static Profile after(int logins, LoginAttempt login) {
        Profile profile = Profile.EMPTY;
        for (int number = 0; number < logins; number++) {
            profile = profile.learn(login);
        }
        return profile;
    }
}
