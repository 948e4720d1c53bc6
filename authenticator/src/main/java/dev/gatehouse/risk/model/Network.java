package dev.gatehouse.risk.model;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The network origin of a request, as far as the model needs it.
 *
 * @param address an opaque name of the address, equal for equal addresses; never the address itself
 * @param prefix an opaque name of the network, equal for requests of the same IPv4 /24 or IPv6 /56; never the address itself
 * @param asn the autonomous system that announces the address, such as {@code AS1234}, or {@link #UNKNOWN_ASN}
 * @param country ISO 3166-1 alpha-2 code, or {@link #PRIVATE} or {@link #UNKNOWN_COUNTRY}
 * @param listing how lists classify the address
 * @param place the place within the country, if a city database provides it
 */
public record Network(
        String address, String prefix, String asn, String country, Listing listing, Optional<Place> place) {

    /** The country of addresses that are not routed on the Internet, such as loopback and RFC 1918 addresses. */
    public static final String PRIVATE = "private";

    /** The country of addresses that the database does not contain. */
    public static final String UNKNOWN_COUNTRY = "unknown";

    /** The autonomous system of addresses that the database does not contain, or if there is no database. */
    public static final String UNKNOWN_ASN = "unknown";

    /** How lists classify an address. */
    public enum Listing {
        /** On no list. */
        NONE,
        /** Configured by the admin as the company's own: requests from there are never suspicious. */
        COMPANY,
        /** A hosting provider, by the admin's list: servers rather than people. */
        HOSTING,
        /** A VPN: its users may be anywhere. */
        VPN,
        /** A known source of attacks. */
        DENIED,
        /** A provider whose name says that it hosts servers or runs a VPN. People may be behind it, so travel still counts. */
        HOSTING_PROVIDER;

        /** As stored for a later login, of which only {@link #locatesUser} matters: earlier versions know no other names. */
        public Listing stored() {
            return this == HOSTING_PROVIDER ? NONE : this;
        }

        /** Whether the location of the address is the location of the user. */
        boolean locatesUser() {
            return this == NONE || this == DENIED || this == HOSTING_PROVIDER;
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

    /** Whether {@link #country} is an actual country. */
    public boolean isInCountry() {
        return !country.equals(PRIVATE) && !country.equals(UNKNOWN_COUNTRY);
    }

    /** Whether the autonomous system is known. */
    public boolean isAsnKnown() {
        return !asn.equals(UNKNOWN_ASN);
    }

    /** The display name of the country in the given locale; empty if it is private or unknown. */
    public String displayCountry(Locale locale) {
        return isInCountry() ? new Locale.Builder().setRegion(country).build().getDisplayCountry(locale) : "";
    }
}
