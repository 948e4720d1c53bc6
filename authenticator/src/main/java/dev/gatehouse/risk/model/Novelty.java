package dev.gatehouse.risk.model;

import java.time.Instant;

/**
 * How often a user appears in a network of a provider that is new to the profile, or at an address that is. Customers of a mobile carrier
 * do so at each login, users at home hardly ever: what is usual is learned for each person and provider.
 *
 * @param prefixes logins from a network prefix that was new at that time; decayed like the logins with the provider, as of the latest
 * @param addresses the same for addresses
 */
public record Novelty(double prefixes, double addresses) {

    /** A provider that was never used. */
    static final Novelty NONE = new Novelty(0, 0);

    /** A provider that was used, where nothing else is known: both were new once. */
    static final Novelty FIRST = new Novelty(1, 1);

    /** Pseudo-counts: how many logins with a provider outweigh the expectation. */
    private static final double PRIOR_LOGINS = 1.5;

    private static final double PRIOR_NEW = 0.5;

    public Novelty {
        if (!(prefixes >= 0 && addresses >= 0 && Double.isFinite(prefixes) && Double.isFinite(addresses))) {
            throw new IllegalArgumentException("weights are at least 0 and finite");
        }
    }

    /** With one more login. */
    Novelty plus(boolean isNewPrefix, boolean isNewAddress) {
        return new Novelty(prefixes + (isNewPrefix ? 1 : 0), addresses + (isNewAddress ? 1 : 0));
    }

    /** Decayed from one time to a later one. */
    Novelty decayed(Instant last, Instant now) {
        return new Novelty(DecayingCounter.decayed(prefixes, last, now), DecayingCounter.decayed(addresses, last, now));
    }

    /**
     * The expected share of logins with the provider that come from a new prefix; above 0 and at most 1.
     *
     * @param logins the decayed number of logins with the provider
     */
    double shareOfNewPrefixes(double logins) {
        return share(prefixes, logins);
    }

    /** The same for new addresses. */
    double shareOfNewAddresses(double logins) {
        return share(addresses, logins);
    }

    private static double share(double fresh, double logins) {
        return Math.min(1, (fresh + PRIOR_NEW) / (logins + PRIOR_LOGINS));
    }
}
