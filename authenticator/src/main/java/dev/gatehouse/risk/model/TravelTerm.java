package dev.gatehouse.risk.model;

import java.time.Duration;
import java.util.Optional;

/**
 * Impossible travel between the latest login and this one. Countries are approximated by centre and radius, so that crossing a
 * border to a neighbouring country is not travel; cities, if a database provides them, by the typical error of such databases.
 */
final class TravelTerm implements RiskTerm {

    /** The speed of an airliner. */
    private static final double FASTEST_KMH = 805;

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final double CITY_ERROR_KM = 100;
    private static final double AT_LEAST = 1.5;
    private static final double AT_MOST = 3;

    @Override
    public Optional<RiskContribution> of(LoginAttempt attempt, Profile profile, Population population) {
        LastLocation here = LastLocation.of(attempt);
        return profile.latest()
                .filter(there -> locatesUser(there, population) && locatesUser(here, population))
                .flatMap(there -> speed(there, here))
                .filter(kmh -> kmh > FASTEST_KMH)
                .map(kmh -> new RiskContribution(
                        RiskContribution.Kind.TRAVEL, Math.min(AT_MOST, AT_LEAST + Math.log(kmh / FASTEST_KMH))));
    }

    static boolean isExtreme(RiskContribution contribution) {
        return contribution.kind() == RiskContribution.Kind.TRAVEL && contribution.nats() >= AT_MOST;
    }

    private static boolean locatesUser(LastLocation end, Population population) {
        return end.listing().locatesUser() && !population.isWidelyUsed(end.prefix());
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
