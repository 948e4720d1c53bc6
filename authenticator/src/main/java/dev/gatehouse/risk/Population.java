package dev.gatehouse.risk;

/**
 * How common a value is among all logins of a realm. Every method returns a probability above 0 and at most 1.
 */
public interface Population {

    /** The share of logins that come from this country. */
    double country(String country);

    /** The share of logins from this operating system and type of device. */
    double system(UserAgent userAgent);

    /** The share of this browser among the logins from this operating system and type of device. */
    double browserOnSystem(UserAgent userAgent);

    /** A population that knows nothing, in which every value is as likely as any other. */
    static Population uniform() {
        return UniformPopulation.INSTANCE;
    }
}
