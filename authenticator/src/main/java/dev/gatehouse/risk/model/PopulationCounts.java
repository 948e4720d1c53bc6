package dev.gatehouse.risk.model;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * What is usual in a realm: decayed counts of all completed logins. Weights halve every {@link DecayingCounter#HALF_LIFE}, like
 * those of a user, by forward decay, so that the counts of several nodes can be added. Bounded, mutable and thread-safe. Contains
 * names of countries, providers and user agents, and keyed hashes of networks, but nothing about single users.
 */
public final class PopulationCounts implements Population {

    private static final ForwardDecay DECAY = new ForwardDecay(DecayingCounter.HALF_LIFE);
    private static final int MAX_COUNTRIES = 300;
    private static final int MAX_ASNS = 5000;
    private static final int MAX_SYSTEMS = 100;
    private static final int MAX_BROWSERS = 500;
    private static final int MAX_PREFIXES = 1000;

    /** Pseudo-count: the number of logins after which observed shares outweigh the uniform distribution. */
    private static final double PRIOR_LOGINS = 10;

    /**
     * A network is widely used if it has this share of the logins, as many logins as this number of average users, and a minimum
     * number of logins.
     */
    private static final double WIDE_SHARE = 0.02;

    private static final double WIDE_USERS = 5;
    private static final double WIDE_LOGINS = 20;

    private final WeightedCounts countries = new WeightedCounts(MAX_COUNTRIES);
    private final WeightedCounts asns = new WeightedCounts(MAX_ASNS);
    private final WeightedCounts systems = new WeightedCounts(MAX_SYSTEMS);
    private final WeightedCounts browsers = new WeightedCounts(MAX_BROWSERS);
    private final WeightedCounts prefixes = new WeightedCounts(MAX_PREFIXES);
    private double logins;
    private double users;
    private Instant latest = Instant.MIN;

    /**
     * All counts, for storage or transfer. The weights are those of forward decay and have a meaning only to this class.
     *
     * @param countries logins by country
     * @param asns logins by provider and country
     * @param systems logins by operating system and device type
     * @param browsers logins by browser, operating system and device type
     * @param prefixes logins by network, for the most used networks
     * @param logins all logins
     * @param users users who ever logged in, not decayed
     * @param latest the time of the latest login
     */
    public record Snapshot(
            Map<String, Double> countries,
            Map<String, Double> asns,
            Map<String, Double> systems,
            Map<String, Double> browsers,
            Map<String, Double> prefixes,
            double logins,
            double users,
            Instant latest) {

        public Snapshot {
            countries = Map.copyOf(countries);
            asns = Map.copyOf(asns);
            systems = Map.copyOf(systems);
            browsers = Map.copyOf(browsers);
            prefixes = Map.copyOf(prefixes);
            Objects.requireNonNull(latest, "latest");
        }
    }

    /** Restores counts from a snapshot. */
    public static PopulationCounts of(Snapshot snapshot) {
        PopulationCounts counts = new PopulationCounts();
        counts.addAll(snapshot);
        return counts;
    }

    /**
     * Counts a completed login.
     *
     * @param isFirstLoginOfUser whether the user had no profile before
     */
    public void add(LoginAttempt attempt, boolean isFirstLoginOfUser) {
        double weight = DECAY.weight(attempt.time());
        Network network = attempt.network();
        countries.add(BoundedNames.of(network.country()), weight);
        asns.add(BoundedNames.asn(network.asn(), network.country()), weight);
        systems.add(BoundedNames.system(attempt.userAgent()), weight);
        browsers.add(BoundedNames.browser(attempt.userAgent()), weight);
        prefixes.add(BoundedNames.of(network.prefix()), weight);
        addTotals(weight, isFirstLoginOfUser ? 1 : 0, attempt.time());
    }

    /** Adds the counts of another node. The result equals that of a single node that saw all logins. Neither operand is changed. */
    public PopulationCounts plus(PopulationCounts other) {
        PopulationCounts sum = of(snapshot());
        sum.addAll(other.snapshot());
        return sum;
    }

    /** The current counts. */
    public synchronized Snapshot snapshot() {
        return new Snapshot(
                countries.toMap(),
                asns.toMap(),
                systems.toMap(),
                browsers.toMap(),
                prefixes.toMap(),
                logins,
                users,
                latest);
    }

    @Override
    public double country(String country) {
        return share(countries.of(BoundedNames.of(country)), logins(), UniformPopulation.COUNTRY);
    }

    @Override
    public double asnIn(String asn, String country) {
        return share(
                asns.of(BoundedNames.asn(asn, country)), countries.of(BoundedNames.of(country)), UniformPopulation.ASN);
    }

    @Override
    public double system(UserAgent userAgent) {
        return share(systems.of(BoundedNames.system(userAgent)), logins(), UniformPopulation.SYSTEM);
    }

    @Override
    public double browserOnSystem(UserAgent userAgent) {
        return share(
                browsers.of(BoundedNames.browser(userAgent)),
                systems.of(BoundedNames.system(userAgent)),
                UniformPopulation.BROWSER);
    }

    @Override
    public synchronized double loginsPerUser() {
        return users == 0 ? 0 : asOfNow(logins) / users;
    }

    @Override
    public synchronized Origins origins() {
        if (logins == 0) {
            return Origins.NONE;
        }
        double largest = prefixes.toMap().values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        return new Origins(asOfNow(logins), users, countries.of(Network.PRIVATE) / logins, largest / logins);
    }

    @Override
    public boolean isWidelyUsed(String prefix) {
        double inNetwork = asOfNow(prefixes.of(BoundedNames.of(prefix)));
        return inNetwork >= WIDE_LOGINS
                && inNetwork >= WIDE_USERS * loginsPerUser()
                && inNetwork >= WIDE_SHARE * asOfNow(logins());
    }

    @Override
    public double sharedNetwork(String prefix) {
        return isWidelyUsed(prefix) ? prefixes.of(BoundedNames.of(prefix)) / logins() : 0;
    }

    private void addAll(Snapshot snapshot) {
        countries.addAll(snapshot.countries());
        asns.addAll(snapshot.asns());
        systems.addAll(snapshot.systems());
        browsers.addAll(snapshot.browsers());
        prefixes.addAll(snapshot.prefixes());
        addTotals(snapshot.logins(), snapshot.users(), snapshot.latest());
    }

    private synchronized void addTotals(double moreLogins, double moreUsers, Instant time) {
        logins += moreLogins;
        users += moreUsers;
        latest = time.isAfter(latest) ? time : latest;
    }

    private synchronized double logins() {
        return logins;
    }

    private double share(double weight, double of, double uniform) {
        return HierarchicalSmoothing.share(asOfNow(weight), asOfNow(of), PRIOR_LOGINS, uniform);
    }

    /** Uses the time of the latest login as the current time: this class has no clock, and shares do not change between logins. */
    private synchronized double asOfNow(double weight) {
        return weight / DECAY.weight(latest);
    }
}
