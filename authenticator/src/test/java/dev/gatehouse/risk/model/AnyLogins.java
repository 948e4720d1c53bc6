package dev.gatehouse.risk.model;

import dev.gatehouse.risk.model.Network.Listing;
import dev.gatehouse.risk.model.UserAgent.DeviceType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generators of logins for property tests. */
public final class AnyLogins {

    private static final List<String> COUNTRIES =
            List.of("NO", "US", "BR", "DE", "JP", "ZA", Network.PRIVATE, Network.UNKNOWN_COUNTRY);

    private AnyLogins() {}

    /** Realistic logins: few networks and browsers, within about a year, at full minutes. */
    public static Arbitrary<LoginAttempt> plausible() {
        return logins(
                Arbitraries.longs().between(0, 400L * 24 * 60).map(minutes -> Logins.START.plusSeconds(60 * minutes)),
                networks(Listing.values()),
                Combinators.combine(
                                Arbitraries.of("Firefox", "Chrome", "Safari"),
                                Arbitraries.integers().between(0, 5),
                                Arbitraries.of("Linux", "Windows", "iOS"),
                                Arbitraries.of(DeviceType.class))
                        .as((browser, version, system, type) ->
                                new UserAgent(browser, version == 0 ? 0 : 100 + version, system, type)));
    }

    /** Any input that an attacker could send, at any time. */
    public static Arbitrary<LoginAttempt> hostile() {
        Arbitrary<String> text = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(300),
                Arbitraries.of("", "\"", "\\", "\u0000", "\ud800", "\"},{[", "a/b/c", "/", "NL", "AS1"),
                Arbitraries.of("\u2603".repeat(400), "\ud83d\udd12".repeat(200), "a".repeat(5000)));
        Arbitrary<Instant> times = Arbitraries.oneOf(
                Arbitraries.longs()
                        .between(-20L * 365 * 24 * 3600, 20L * 365 * 24 * 3600)
                        .map(Logins.START::plusSeconds),
                Arbitraries.of(Instant.MIN, Instant.MAX, Instant.EPOCH, Logins.START.plusNanos(1)));
        return logins(
                times,
                Combinators.combine(text, text, text, text, Arbitraries.of(Listing.class), places().optional())
                        .as(Network::new),
                Combinators.combine(text, Arbitraries.integers(), text, Arbitraries.of(DeviceType.class))
                        .as(UserAgent::new));
    }

    /** As {@link #plausible}, without listed networks, which decide on their own. */
    static Arbitrary<LoginAttempt> unlisted() {
        return Combinators.combine(plausible(), networks(Listing.NONE)).as(Logins::from);
    }

    private static Arbitrary<LoginAttempt> logins(
            Arbitrary<Instant> times, Arbitrary<Network> networks, Arbitrary<UserAgent> userAgents) {
        Arbitrary<Integer> counts = Arbitraries.integers().greaterOrEqual(0);
        return Combinators.combine(
                        times,
                        networks,
                        userAgents,
                        Arbitraries.of(DeviceRecognition.class),
                        Combinators.combine(counts, counts).as(Failures::new))
                .as(LoginAttempt::new);
    }

    private static Arbitrary<Network> networks(Listing... listings) {
        return Combinators.combine(Arbitraries.integers().between(0, 80), Arbitraries.of(listings))
                .as((number, listing) -> {
                    int prefix = number / 2;
                    String asn = prefix % 5 == 0 ? Network.UNKNOWN_ASN : "AS" + prefix / 4;
                    return new Network(
                            "address-" + number,
                            "prefix-" + prefix,
                            asn,
                            COUNTRIES.get(prefix % COUNTRIES.size()),
                            listing,
                            Optional.empty());
                });
    }

    private static Arbitrary<Place> places() {
        return Combinators.combine(
                        Arbitraries.doubles().between(-90, 90),
                        Arbitraries.doubles().between(-180, 180))
                .as(Place::new);
    }

    /** The profile learned from these logins. */
    public static Profile learned(List<LoginAttempt> history) {
        Profile profile = Profile.EMPTY;
        for (LoginAttempt attempt : history) {
            profile = profile.learn(attempt);
        }
        return profile;
    }

    /** Long enough after the latest login that travel is never impossible. */
    static Instant later(Profile profile) {
        return profile.activity().orElseThrow().last().plus(Duration.ofDays(2));
    }
}
