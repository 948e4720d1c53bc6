package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.risk.model.Network;
import java.util.Optional;

/**
 * A provider of Internet access or of servers in one country.
 *
 * @param asn its autonomous system
 * @param country where its addresses are
 * @param prefixes how many IPv4 /24 its lines have
 */
record Provider(String asn, String country, int prefixes) {

    private static final int HOSTS = 254;
    private static final double V6 = 0.3;

    /** The provider with this invented number. */
    static Provider of(int number, String country, int prefixes) {
        return new Provider("AS" + number, country, prefixes);
    }

    /** An IPv4 address. */
    Network v4(int prefix, int host) {
        return network("four-" + asn + country + "-" + prefix, host);
    }

    /** An IPv6 address: each line has a prefix of its own, and each device an address in it. */
    Network v6(int prefix, int host) {
        return network("six-" + asn + country + "-" + Integer.toHexString(prefix), host);
    }

    /** Any line of the provider, anywhere in the country. */
    Network anyLine(Dice dice) {
        return dice.chance(V6)
                ? v6(dice.below(Integer.MAX_VALUE), dice.below(Integer.MAX_VALUE))
                : v4(dice.below(prefixes), 1 + dice.below(HOSTS));
    }

    /** No list has any address: the admin configured none. */
    private Network network(String prefix, int host) {
        return new Network(
                prefix + "-" + Integer.toHexString(host), prefix, asn, country, Network.Listing.NONE, Optional.empty());
    }
}
