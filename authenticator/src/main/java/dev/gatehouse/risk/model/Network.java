package dev.gatehouse.risk.model;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a request came from, as much of it as the model needs.
 *
 * @param address an opaque name of the address, equal for equal addresses; never the address itself
 * @param prefix an opaque name of the network, equal for requests of the same IPv4 /24 or IPv6 /56; never the address itself
 * @param asn the autonomous system that announces the address, such as {@code AS1234}, or {@link #UNKNOWN_ASN}
 * @param country ISO 3166-1 alpha-2 code, or {@link #PRIVATE} or {@link #UNKNOWN_COUNTRY}
 * @param listing what lists say of the address
 * @param place where in the country, if a database of cities tells it
 */
public record Network(String address, String prefix, String asn, String country, Listing listing, Optional<Place> place) {

    /** The country of addresses that are not routed on the Internet, such as loopback and RFC 1918. */
    public static final String PRIVATE = "private";

    /** The country of addresses that the database does not list. */
    public static final String UNKNOWN_COUNTRY = "unknown";

    /** The autonomous system of addresses that the database does not list, or where there is no database. */
    public static final String UNKNOWN_ASN = "unknown";

    /** What lists say of an address. */
    public enum Listing {
        /** No list has it. */
        NONE,
        /** The admin says that it is the company's own: nothing that comes from there is suspicious. */
        COMPANY,
        /** Servers are there rather than people. */
        HOSTING,
        /** Whoever comes from there may be anywhere. */
        VPN,
        /** Attacks come from there. */
        DENIED;

        /** Whether the place of the address says where the person is. */
        boolean tellsPlace() {
            return this == NONE || this == DENIED;
        }
    }

    public Network {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(asn, "asn");
        Objects.requireNonNull(country, "country");
        Objects.requireNonNull(listing, "listing");
        Objects.requireNonNull(place, "place");
    }

    /** Whether the country is one. */
    public boolean isInCountry() {
        return !country.equals(PRIVATE) && !country.equals(UNKNOWN_COUNTRY);
    }

    /** Whether it is known who announces the address. */
    public boolean isAsnKnown() {
        return !asn.equals(UNKNOWN_ASN);
    }

    /** The name of the country for people, in their language; empty where it is private or unknown. */
    public String displayCountry(Locale locale) {
        return isInCountry() ? new Locale.Builder().setRegion(country).build().getDisplayCountry(locale) : "";
    }
}
