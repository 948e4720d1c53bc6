package dev.gatehouse.risk;

import java.util.Locale;
import java.util.Objects;

/**
 * Where a request came from, as much of it as the model needs.
 *
 * @param prefix an opaque name of the network, equal for requests of the same IPv4 /24 or IPv6 /56; never the address itself
 * @param country ISO 3166-1 alpha-2 code, or {@link #PRIVATE} or {@link #UNKNOWN_COUNTRY}
 */
public record Network(String prefix, String country) {

    /** The country of addresses that are not routed on the Internet, such as loopback and RFC 1918. */
    public static final String PRIVATE = "private";

    /** The country of addresses that the database does not list. */
    public static final String UNKNOWN_COUNTRY = "unknown";

    public Network {
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(country, "country");
    }

    /** Whether the country is one. */
    public boolean isInCountry() {
        return !country.equals(PRIVATE) && !country.equals(UNKNOWN_COUNTRY);
    }

    /** The name of the country for people, in their language; empty where it is private or unknown. */
    public String displayCountry(Locale locale) {
        return isInCountry() ? new Locale.Builder().setRegion(country).build().getDisplayCountry(locale) : "";
    }
}
