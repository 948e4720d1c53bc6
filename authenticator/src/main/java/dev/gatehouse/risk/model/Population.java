package dev.gatehouse.risk.model;

/**
 * How common a value is among all logins of a realm. Every probability is above 0 and at most 1, also for what was never seen.
 */
public interface Population {

    /** The share of logins that come from this country. */
    double country(String country);

    /** The share of this autonomous system among the logins from this country. */
    double asnIn(String asn, String country);

    /** The share of logins from this operating system and type of device. */
    double system(UserAgent userAgent);

    /** The share of this browser among the logins from this operating system and type of device. */
    double browserOnSystem(UserAgent userAgent);

    /** The share of logins from this browser, operating system and type of device. */
    default double userAgent(UserAgent userAgent) {
        return system(userAgent) * browserOnSystem(userAgent);
    }

    /** How many logins, decayed as those of a {@link Profile}, a user of the realm has; 0 if nothing is known. */
    double loginsPerUser();

    /**
     * Whether many people of the realm come from this network, as through their company's gateway: then its place does not say
     * where a person is.
     *
     * @param prefix as in {@link Network#prefix}
     */
    boolean isWidelyUsed(String prefix);

    /** A population that knows nothing, in which every value is as likely as any other. */
    static Population uniform() {
        return UniformPopulation.INSTANCE;
    }
}
