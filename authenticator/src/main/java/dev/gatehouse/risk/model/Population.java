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

    /**
     * The share of all logins that come from this network, if it is widely used; 0 if not.
     *
     * @param prefix as in {@link Network#prefix}
     */
    default double sharedNetwork(String prefix) {
        return 0;
    }

    /** Where the logins come from, as a whole. */
    default Origins origins() {
        return Origins.NONE;
    }

    /**
     * Where the logins of a realm come from, as a whole. A server that reads the address of its proxy sees one origin for everybody.
     *
     * @param logins how many logins, decayed as in a {@link Profile}
     * @param users how many users ever logged in
     * @param privateShare the share from addresses that are not routed on the Internet, from 0 to 1
     * @param largestShare the share of the most used network, from 0 to 1
     */
    record Origins(double logins, double users, double privateShare, double largestShare) {

        static final Origins NONE = new Origins(0, 0, 0, 0);
    }

    /** A population without data, in which all values are equally likely. */
    static Population uniform() {
        return UniformPopulation.INSTANCE;
    }
}
