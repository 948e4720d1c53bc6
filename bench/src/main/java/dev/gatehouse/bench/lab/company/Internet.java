package dev.gatehouse.bench.lab.company;

import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.risk.model.Network;
import java.util.Optional;

/**
 * The providers, and the networks that their customers get. Numbers of autonomous systems are in the range for private use (RFC
 * 6996); names of prefixes and addresses are made of the provider's and their own number.
 */
final class Internet {

    /** The country of the company. */
    static final String MAIN = "NL";

    /** Shares of the consumer providers of the main country; other countries have {@link #ABROAD} equal ones. */
    private static final double[] CONSUMER_SHARES = {0.38, 0.27, 0.15, 0.12, 0.08};

    /** Customers of this provider of the main country share IPv4 addresses (carrier-grade NAT). */
    private static final int SHARING = 3;

    private static final int ABROAD = 3;
    private static final int SHARED_PREFIXES = 12;
    private static final int CONSUMER_PREFIXES = 300;
    private static final double[] CARRIER_SHARES = {0.42, 0.33, 0.25};
    private static final int CARRIER_IPV4 = 48;
    private static final int CARRIER_IPV6 = 4096;
    private static final int HOSTING = 6;
    private static final int HOSTING_PREFIXES = 60;
    private static final int VPNS = 3;
    private static final int VPN_PREFIXES = 4;
    private static final int RELAY_PREFIXES = 40;
    private static final int BUSINESS = 2;

    /** The numbers of IPv6 prefixes start here; those of IPv4 are below. */
    private static final int IPV6 = 1_000_000;

    private static final int IPV6_PREFIXES = 100_000;
    private static final int IPV6_HOSTS = 1 << 30;
    private static final int IPV4_HOSTS = 250;
    private static final double HALF = 0.5;
    private static final long FIRST_ASN = 4_200_000_000L;
    private static final int LETTERS = 26;
    private static final int PER_COUNTRY = 10;
    private static final int PER_KIND = PER_COUNTRY * LETTERS * LETTERS;

    private final boolean isHostingListed;

    /** What a provider sells. */
    private enum Kind {
        CONSUMER,
        CARRIER,
        BUSINESS,
        HOSTING,
        RELAY
    }

    Internet(boolean isHostingListed) {
        this.isHostingListed = isHostingListed;
    }

    /** The number of a consumer provider of the main country, by its share. */
    static int anyConsumerProvider(Dice dice) {
        return dice.weighted(CONSUMER_SHARES);
    }

    /** The number of a carrier of the main country, by its share. */
    static int anyCarrier(Dice dice) {
        return dice.weighted(CARRIER_SHARES);
    }

    /** The number of a commercial VPN. */
    static int anyVpn(Dice dice) {
        return dice.below(VPNS);
    }

    /** The one address of an office. */
    Network office(int office) {
        return network(Kind.BUSINESS, MAIN, office % BUSINESS, office, 1);
    }

    /** Some line of this consumer provider, with some address of the line. */
    Network line(int provider, boolean isIpv6, Dice dice) {
        return isIpv6
                ? network(Kind.CONSUMER, MAIN, provider, IPV6 + dice.below(IPV6_PREFIXES), dice.below(IPV6_HOSTS))
                : network(Kind.CONSUMER, MAIN, provider, dice.below(ipv4Prefixes(provider)), dice.below(IPV4_HOSTS));
    }

    /** Whether customers with IPv4 have another address for each session. */
    static boolean sharesAddresses(int provider) {
        return provider == SHARING;
    }

    private static int ipv4Prefixes(int provider) {
        return sharesAddresses(provider) ? SHARED_PREFIXES : CONSUMER_PREFIXES;
    }

    /** Another address of the same IPv6 line: devices change theirs (RFC 8981). */
    static Network otherAddress(Network line, Dice dice) {
        return new Network(
                line.prefix() + "/" + dice.below(IPV6_HOSTS),
                line.prefix(),
                line.asn(),
                line.country(),
                line.listing(),
                line.place());
    }

    /** The line of some consumer in a country. */
    Network consumer(String country, Dice dice) {
        return country.equals(MAIN)
                ? line(anyConsumerProvider(dice), dice.chance(HALF), dice)
                : network(
                        Kind.CONSUMER,
                        country,
                        dice.below(ABROAD),
                        dice.below(CONSUMER_PREFIXES),
                        dice.below(IPV4_HOSTS));
    }

    /** A session at a carrier: each gets another prefix of its pool, half of them IPv6. */
    Network carrier(int carrier, Dice dice) {
        return dice.chance(HALF)
                ? network(Kind.CARRIER, MAIN, carrier, dice.below(CARRIER_IPV4), dice.below(IPV4_HOSTS))
                : network(Kind.CARRIER, MAIN, carrier, IPV6 + dice.below(CARRIER_IPV6), dice.below(IPV6_HOSTS));
    }

    /** The network of a hotel: a consumer's line with one address. */
    Network hotel(String country, int hotel) {
        return network(Kind.CONSUMER, country, hotel % ABROAD, hotel % CONSUMER_PREFIXES, 1);
    }

    /** A rented server. */
    Network server(String country, Dice dice) {
        return network(
                Kind.HOSTING, country, dice.below(HOSTING), dice.below(HOSTING_PREFIXES), dice.below(IPV4_HOSTS));
    }

    /** An exit of a VPN in the main country; VPNs rent servers. */
    Network vpn(int vpn, Dice dice) {
        return network(Kind.HOSTING, MAIN, vpn, dice.below(VPN_PREFIXES), dice.below(IPV4_HOSTS));
    }

    /** An exit of the relay in the main country. */
    Network relay(Dice dice) {
        return network(Kind.RELAY, MAIN, 0, dice.below(RELAY_PREFIXES), dice.below(IPV4_HOSTS));
    }

    private Network network(Kind kind, String country, int provider, int prefix, int host) {
        int place = (country.charAt(0) - 'A') * LETTERS + country.charAt(1) - 'A';
        String asn = "AS" + (FIRST_ASN + kind.ordinal() * (long) PER_KIND + place * (long) PER_COUNTRY + provider);
        String name = asn + "/" + prefix;
        boolean isServer = kind == Kind.HOSTING || kind == Kind.RELAY;
        return new Network(
                name + "/" + host,
                name,
                asn,
                country,
                isServer && isHostingListed ? Network.Listing.HOSTING : Network.Listing.NONE,
                Optional.empty());
    }
}
