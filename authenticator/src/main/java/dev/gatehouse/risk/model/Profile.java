package dev.gatehouse.risk.model;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is usual for a user. Immutable, and bounded whatever it is fed. Holds neither addresses nor names of people.
 *
 * @param activity how busy the user is and since when; empty before the first completed login
 * @param addresses addresses
 * @param prefixes network prefixes
 * @param asns providers, each in its country
 * @param countries countries
 * @param browsers browsers with operating system and type of device
 * @param versions the latest major version of each of the browsers that tells it
 * @param latest where the latest login came from; empty if there is none, or none that was kept
 */
public record Profile(
        Optional<LoginActivity> activity, DecayingCounter addresses, DecayingCounter prefixes, DecayingCounter asns, DecayingCounter countries, DecayingCounter browsers,
        Map<String, Integer> versions, Optional<LastLocation> latest) {

    /** The profile of a user who never completed a login. */
    public static final Profile EMPTY = new Profile(
            Optional.empty(), DecayingCounter.EMPTY, DecayingCounter.EMPTY, DecayingCounter.EMPTY, DecayingCounter.EMPTY, DecayingCounter.EMPTY, Map.of(), Optional.empty());

    /** Completed logins after which a user counts as known, together with {@link #LEARNING_TIME}. */
    public static final int LEARNING_LOGINS = 3;

    /** Time after which a user counts as known, together with {@link #LEARNING_LOGINS}. */
    public static final Duration LEARNING_TIME = Duration.ofDays(5);

    /** A user who was away longer than this is learned again. */
    public static final Duration RELEARN_AFTER = Duration.ofDays(180);

    private static final int MAX_ADDRESSES = 20;
    private static final int MAX_PREFIXES = 20;
    private static final int MAX_ASNS = 10;
    private static final int MAX_COUNTRIES = 5;
    private static final int MAX_BROWSERS = 10;

    public Profile {
        Objects.requireNonNull(activity, "habit");
        Objects.requireNonNull(addresses, "addresses");
        Objects.requireNonNull(prefixes, "prefixes");
        Objects.requireNonNull(asns, "asns");
        Objects.requireNonNull(countries, "countries");
        Objects.requireNonNull(browsers, "browsers");
        versions = Map.copyOf(versions);
        Objects.requireNonNull(latest, "latest");
    }

    /** The decayed number of completed logins. */
    public double logins(Instant now) {
        return activity.map(known -> known.loginsAt(now)).orElse(0.0);
    }

    /** How far the user is known at this time. */
    public Assessment.History history(Instant now) {
        if (activity.isEmpty() || isOutdated(now)) {
            return Assessment.History.NONE;
        }
        LoginActivity known = activity.get();
        boolean enough = known.completed() >= LEARNING_LOGINS
                && Duration.between(known.first(), now).compareTo(LEARNING_TIME) >= 0;
        return enough ? Assessment.History.ESTABLISHED : Assessment.History.LEARNING;
    }

    /**
     * Whether the owner of the account would want to hear of this login, were it completed: it is not the first, and comes with a
     * browser or from a country that is not known. A known device may be in any browser.
     */
    public boolean isNews(LoginAttempt attempt) {
        Instant now = attempt.time();
        boolean isNewDevice = attempt.device() != DeviceRecognition.KNOWN && browsers.weight(BoundedNames.browser(attempt.userAgent()), now) == 0;
        boolean isNewPlace = attempt.network().isInCountry() && countries.weight(BoundedNames.of(attempt.network().country()), now) == 0;
        return history(now) != Assessment.History.NONE && (isNewDevice || isNewPlace);
    }

    /** The profile after a completed login. Must not be called for a login that was given up or refused. */
    public Profile learn(LoginAttempt attempt) {
        Instant now = attempt.time();
        if (isOutdated(now)) {
            return EMPTY.learn(attempt);
        }
        Network network = attempt.network();
        DecayingCounter nextBrowsers = browsers.plus(BoundedNames.browser(attempt.userAgent()), now, MAX_BROWSERS);
        return new Profile(
                Optional.of(activity.map(known -> known.plus(attempt)).orElseGet(() -> LoginActivity.begin(attempt))),
                addresses.plus(BoundedNames.of(network.address()), now, MAX_ADDRESSES),
                prefixes.plus(BoundedNames.of(network.prefix()), now, MAX_PREFIXES),
                network.isAsnKnown() ? asns.plus(BoundedNames.asn(network.asn(), network.country()), now, MAX_ASNS) : asns,
                countries.plus(BoundedNames.of(network.country()), now, MAX_COUNTRIES),
                nextBrowsers,
                versions(attempt, nextBrowsers),
                latest.filter(known -> known.time().isAfter(now)).or(() -> Optional.of(LastLocation.of(attempt))));
    }

    /** The latest one counts and not the highest: whoever named a version of the far future once is not out of date for ever. */
    private Map<String, Integer> versions(LoginAttempt attempt, DecayingCounter nextBrowsers) {
        Map<String, Integer> next = new HashMap<>(versions);
        next.keySet().retainAll(nextBrowsers.seen().keySet());
        boolean isLate = activity.filter(known -> known.last().isAfter(attempt.time())).isPresent();
        if (attempt.userAgent().version() != UserAgent.UNKNOWN_VERSION && !isLate) {
            next.put(BoundedNames.browser(attempt.userAgent()), attempt.userAgent().version());
        }
        return next;
    }

    private boolean isOutdated(Instant now) {
        return activity.filter(known -> Duration.between(known.last(), now).compareTo(RELEARN_AFTER) > 0).isPresent();
    }
}
