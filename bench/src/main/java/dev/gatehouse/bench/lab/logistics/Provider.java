package dev.gatehouse.bench.lab.logistics;

import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.Network.Listing;
import java.util.Optional;

/**
 * Addresses that one provider uses for one purpose. No list names any of them.
 *
 * @param purpose keeps pools apart that are announced by the same autonomous system, e.g. lines and phones
 * @param prefixes the number of networks
 * @param hosts the number of addresses in each network
 */
record Provider(String asn, String country, String purpose, int prefixes, int hosts) {

    private static final int REGIONS = 16;
    private static final double STAYING = 0.8;

    /** This address of the pool. */
    Network at(int prefix, int host) {
        String network = asn + "/" + country + "/" + purpose + prefix;
        return new Network(network + "." + host, network, asn, country, Listing.NONE, Optional.empty());
    }

    /** Any address of the pool. */
    Network any(Dice dice) {
        return at(dice.below(prefixes), dice.below(hosts));
    }

    /** An address that is mostly one of those by which the people of a region leave the provider's NAT. */
    Network near(Dice dice, int region) {
        if (!dice.chance(STAYING)) {
            return any(dice);
        }
        int each = Math.max(1, prefixes / REGIONS);
        return at(region % REGIONS * each % prefixes + dice.below(each), dice.below(hosts));
    }
}
