package dev.gatehouse.risk.model;

import java.time.Duration;
import java.util.Optional;

/**
 * A journey from the latest login to this one that nobody can have made. Countries are reckoned by their centres and radii, so that
 * neighbours do not fly; cities, where a database tells them, by what such databases err.
 */
final class TravelTerm implements RiskTerm {

    /** What an airliner does. */
    private static final double FASTEST_KMH = 805;

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final double CITY_ERROR_KM = 100;
    private static final double AT_LEAST = 1.5;
    private static final double AT_MOST = 3;

    @Override
    public Optional<RiskContribution> of(LoginAttempt attempt, Profile profile, Population population) {
        LastLocation here = LastLocation.of(attempt);
        return profile.latest()
                .filter(there -> namesPlace(there, population) && namesPlace(here, population))
                .flatMap(there -> speed(there, here))
                .filter(kmh -> kmh > FASTEST_KMH)
                .map(kmh -> new RiskContribution(RiskContribution.Kind.TRAVEL, Math.min(AT_MOST, AT_LEAST + Math.log(kmh / FASTEST_KMH))));
    }

    static boolean isExtreme(RiskContribution contribution) {
        return contribution.kind() == RiskContribution.Kind.TRAVEL && contribution.nats() >= AT_MOST;
    }

    private static boolean namesPlace(LastLocation end, Population population) {
        return end.listing().tellsPlace() && !population.isWidelyUsed(end.prefix());
    }

    private static Optional<Double> speed(LastLocation there, LastLocation here) {
        Duration time = Duration.between(there.time(), here.time()).abs();
        double hours = (time.compareTo(SHORTEST) < 0 ? SHORTEST : time).toSeconds() / 3600.0;
        return area(there).flatMap(from -> area(here).map(to -> from.kilometresTo(to) / hours));
    }

    private static Optional<Area> area(LastLocation end) {
        return end.place().map(place -> new Area(place, CITY_ERROR_KM)).or(() -> CountryCentres.of(end.country()));
    }
}
