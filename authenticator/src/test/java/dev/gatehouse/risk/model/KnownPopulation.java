package dev.gatehouse.risk.model;

import java.util.Set;

/** A population with given shares, so that terms can be computed by hand. */
record KnownPopulation(
        double country, double asn, double system, double browser, double loginsPerUser, Set<String> widelyUsed)
        implements Population {

    /**
     * Half of the logins from any country, a fifth of those from any provider; a quarter with any system, half of those with any
     * browser.
     */
    static final KnownPopulation SOME = new KnownPopulation(0.5, 0.2, 0.25, 0.5, 0, Set.of());

    @Override
    public double country(String name) {
        return country;
    }

    @Override
    public double asnIn(String name, String in) {
        return asn;
    }

    @Override
    public double system(UserAgent userAgent) {
        return system;
    }

    @Override
    public double browserOnSystem(UserAgent userAgent) {
        return browser;
    }

    @Override
    public boolean isWidelyUsed(String prefix) {
        return widelyUsed.contains(prefix);
    }
}
