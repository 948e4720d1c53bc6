package dev.gatehouse.risk.model;

/** How common values are among all logins of a realm. Every probability is above 0 and at most 1, also for values never seen. */
public interface Population {

    /** The share of logins that come from this country. */
    double country(String country);

    /** The share of this autonomous system among the logins from this country. */
    double asnIn(String asn, String country);

    /** The share of logins from this operating system and device type. */
    double system(UserAgent userAgent);

    /** The share of this browser among the logins from this operating system and device type. */
    double browserOnSystem(UserAgent userAgent);

    /** The share of logins from this browser, operating system and device type. */
    default double userAgent(UserAgent userAgent) {
        return system(userAgent) * browserOnSystem(userAgent);
    }

    /** The average number of logins per user of the realm, decayed as in a {@link Profile}; 0 if nothing is known. */
    double loginsPerUser();

    /**
     * Whether many users of the realm come from this network, for example through a company gateway. Its location then does not
     * locate the user.
     *
     * @param prefix as in {@link Network#prefix}
     */
    boolean isWidelyUsed(String prefix);

    /** A population without data, in which all values are equally likely. */
    static Population uniform() {
        return UniformPopulation.INSTANCE;
    }
}
