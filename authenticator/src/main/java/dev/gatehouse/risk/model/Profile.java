package dev.gatehouse.risk.model;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is usual for a user. Immutable, and bounded for any input. Contains neither addresses nor personal names.
 *
 * @param activity how often the user logs in and since when; empty before the first completed login
 * @param addresses addresses
 * @param prefixes network prefixes
 * @param asns providers, each with its country
 * @param novelties how often a network of a provider is new, for the providers above
 * @param countries countries
 * @param browsers browsers with operating system and device type
 * @param versions the latest major version of each browser that reports one
 * @param latest the location of the latest login; empty if there is none or it was not stored
 * @param proven completed logins in which a second factor was proven, not decayed, at most {@link #PROVEN_LOGINS}
 */
public record Profile(
        Optional<LoginActivity> activity,
        DecayingCounter addresses,
        DecayingCounter prefixes,
        DecayingCounter asns,
        Map<String, Novelty> novelties,
        DecayingCounter countries,
        DecayingCounter browsers,
        Map<String, Integer> versions,
        Optional<LastLocation> latest,
        int proven) {

    /** The profile of a user who never completed a login. */
    public static final Profile EMPTY = new Profile(
            Optional.empty(),
            DecayingCounter.EMPTY,
            DecayingCounter.EMPTY,
            DecayingCounter.EMPTY,
            Map.of(),
            DecayingCounter.EMPTY,
            DecayingCounter.EMPTY,
            Map.of(),
            Optional.empty(),
            0);

    /** Completed logins after which a user counts as known, together with {@link #LEARNING_TIME}. */
    public static final int LEARNING_LOGINS = 3;

    /** Time after which a user counts as known, together with {@link #LEARNING_LOGINS}. */
    public static final Duration LEARNING_TIME = Duration.ofDays(5);

    /** Logins with a second factor after which a user counts as known too: nobody else can have taught the profile. */
    public static final int PROVEN_LOGINS = 2;

    /** A user who was away longer than this is learned from scratch. */
    public static final Duration RELEARN_AFTER = Duration.ofDays(180);

    private static final int MAX_ADDRESSES = 20;
    private static final int MAX_PREFIXES = 20;
    private static final int MAX_ASNS = 10;
    private static final int MAX_COUNTRIES = 5;
    private static final int MAX_BROWSERS = 10;

    public Profile {
        Objects.requireNonNull(activity, "activity");
        Objects.requireNonNull(addresses, "addresses");
        Objects.requireNonNull(prefixes, "prefixes");
        Objects.requireNonNull(asns, "asns");
        novelties = Map.copyOf(novelties);
        Objects.requireNonNull(countries, "countries");
        Objects.requireNonNull(browsers, "browsers");
        versions = Map.copyOf(versions);
        Objects.requireNonNull(latest, "latest");
    }

    /** The decayed number of completed logins. */
    public double logins(Instant now) {
        return activity.map(current -> current.loginsAt(now)).orElse(0.0);
    }

    /** When the first login was that the profile has learned. */
    public Optional<Instant> begin() {
        return activity.map(LoginActivity::first);
    }

    /** How often a second factor was proven that only the score required; decayed. */
    public double scoreChallenges(Instant now) {
        return activity.map(current -> current.scoreChallengesAt(now)).orElse(0.0);
    }

    /** How much login history is available at this time. */
    public Assessment.History history(Instant now) {
        if (activity.isEmpty() || isOutdated(now)) {
            return Assessment.History.NONE;
        }
        LoginActivity current = activity.get();
        boolean enough = proven >= PROVEN_LOGINS
                || (current.completed() >= LEARNING_LOGINS
                        && Duration.between(current.first(), now).compareTo(LEARNING_TIME) >= 0);
        return enough ? Assessment.History.ESTABLISHED : Assessment.History.LEARNING;
    }

    /**
     * Whether to notify the user of this login once it completes: it is not the first one, and comes from an unknown browser or
     * country. A known device may use any browser.
     */
    public boolean isNews(LoginAttempt attempt) {
        Instant now = attempt.time();
        boolean isNewDevice = attempt.device() != DeviceRecognition.KNOWN
                && browsers.weight(BoundedNames.browser(attempt.userAgent()), now) == 0;
        boolean isNewPlace = attempt.network().isInCountry()
                && countries.weight(BoundedNames.of(attempt.network().country()), now) == 0;
        return history(now) != Assessment.History.NONE && (isNewDevice || isNewPlace);
    }

    /** Returns the profile after a completed login that proved no second factor, see {@link #learn(LoginAttempt, Proof)}. */
    public Profile learn(LoginAttempt attempt) {
        return learn(attempt, Proof.NONE);
    }

    /**
     * Returns the profile after a completed login. Must not be called for a login that was abandoned or denied.
     *
     * @param proof what it has proven
     */
    public Profile learn(LoginAttempt attempt, Proof proof) {
        Instant now = attempt.time();
        if (isOutdated(now)) {
            return EMPTY.learn(attempt, proof);
        }
        Network network = attempt.network();
        DecayingCounter nextAsns = network.isAsnKnown()
                ? asns.plus(BoundedNames.asn(network.asn(), network.country()), now, MAX_ASNS)
                : asns;
        DecayingCounter nextBrowsers = browsers.plus(BoundedNames.browser(attempt.userAgent()), now, MAX_BROWSERS);
        return new Profile(
                Optional.of(activity.orElseGet(() -> LoginActivity.begin(now))
                        .plus(attempt, isElsewhere(network, now), proof)),
                addresses.plus(BoundedNames.of(network.address()), now, MAX_ADDRESSES),
                prefixes.plus(BoundedNames.of(network.prefix()), now, MAX_PREFIXES),
                nextAsns,
                novelties(network, now, nextAsns),
                countries.plus(BoundedNames.of(network.country()), now, MAX_COUNTRIES),
                nextBrowsers,
                versions(attempt, nextBrowsers),
                latest.filter(current -> current.time().isAfter(now)).or(() -> Optional.of(LastLocation.of(attempt))),
                Math.min(PROVEN_LOGINS, proof.isProven() ? proven + 1 : proven));
    }

    /** Whether a network is new to the profile. */
    boolean isElsewhere(Network network, Instant now) {
        return prefixes.weight(BoundedNames.of(network.prefix()), now) == 0;
    }

    /** How often a network of this provider is new; as of now. */
    Novelty novelty(String asn, Instant now) {
        DecayingCounter.Observation observation = asns.seen().get(asn);
        return observation == null
                ? Novelty.FIRST
                : novelties.getOrDefault(asn, Novelty.FIRST).decayed(observation.last(), now);
    }

    private Map<String, Novelty> novelties(Network network, Instant now, DecayingCounter nextAsns) {
        Map<String, Novelty> next = new HashMap<>(novelties);
        if (network.isAsnKnown()) {
            String asn = BoundedNames.asn(network.asn(), network.country());
            Novelty before = asns.weight(asn, now) == 0 ? Novelty.NONE : novelty(asn, now);
            next.put(
                    asn,
                    before.plus(
                            isElsewhere(network, now), addresses.weight(BoundedNames.of(network.address()), now) == 0));
        }
        next.keySet().retainAll(nextAsns.seen().keySet());
        return next;
    }

    /** Keeps the latest version, not the highest: otherwise a single bogus high version would make the user look outdated forever. */
    private Map<String, Integer> versions(LoginAttempt attempt, DecayingCounter nextBrowsers) {
        Map<String, Integer> next = new HashMap<>(versions);
        next.keySet().retainAll(nextBrowsers.seen().keySet());
        boolean isLate = activity.filter(current -> current.last().isAfter(attempt.time()))
                .isPresent();
        if (attempt.userAgent().version() != UserAgent.UNKNOWN_VERSION && !isLate) {
            next.put(
                    BoundedNames.browser(attempt.userAgent()),
                    attempt.userAgent().version());
        }
        return next;
    }

    private boolean isOutdated(Instant now) {
        return activity.filter(current -> Duration.between(current.last(), now).compareTo(RELEARN_AFTER) > 0)
                .isPresent();
    }
}
