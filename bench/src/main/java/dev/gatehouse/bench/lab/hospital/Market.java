package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.generator.Dice;
import java.util.List;

/**
 * What people of one country can buy.
 *
 * @param country the country
 * @param iPhones share of phones that are iPhones
 * @param lines providers of lines at home. Some of them are carriers too, under the same number
 * @param carriers mobile carriers
 * @param hosts providers of servers. The first {@link #VPNS} also carry the exits of commercial VPNs, and are the same in all
 *     countries
 * @param relay the operator of the exits of the relay of phones
 */
record Market(
        String country,
        double iPhones,
        List<Choice> lines,
        List<Choice> carriers,
        List<Provider> hosts,
        Provider relay) {

    /** How many commercial VPNs there are. */
    static final int VPNS = 2;

    private static final int FIRST_VPN = 200_830;

    private static final int SMALL = 300;
    private static final int LARGE = 3_000;

    /** A provider and how many of the customers it has. */
    record Choice(Provider provider, double share) {}

    static Market switzerland() {
        Provider incumbent = Provider.of(200_410, "CH", LARGE);
        Provider cable = Provider.of(200_411, "CH", LARGE);
        return of(
                "CH",
                0.55,
                List.of(
                        new Choice(incumbent, 0.5),
                        new Choice(cable, 0.27),
                        new Choice(Provider.of(200_412, "CH", LARGE), 0.13),
                        new Choice(Provider.of(200_413, "CH", SMALL), 0.1)),
                List.of(
                        new Choice(incumbent, 0.55),
                        new Choice(cable, 0.25),
                        new Choice(Provider.of(200_421, "CH", LARGE), 0.2)),
                200_430);
    }

    static Market germany() {
        Provider incumbent = Provider.of(200_310, "DE", 2 * LARGE);
        return of(
                "DE",
                0.38,
                List.of(
                        new Choice(incumbent, 0.42),
                        new Choice(Provider.of(200_311, "DE", LARGE), 0.28),
                        new Choice(Provider.of(200_312, "DE", LARGE), 0.18),
                        new Choice(Provider.of(200_313, "DE", SMALL), 0.12)),
                List.of(
                        new Choice(incumbent, 0.4),
                        new Choice(Provider.of(200_321, "DE", LARGE), 0.32),
                        new Choice(Provider.of(200_322, "DE", LARGE), 0.28)),
                200_330);
    }

    static Market france() {
        Provider incumbent = Provider.of(200_510, "FR", 2 * LARGE);
        Provider second = Provider.of(200_512, "FR", LARGE);
        Provider third = Provider.of(200_513, "FR", LARGE);
        return of(
                "FR",
                0.35,
                List.of(
                        new Choice(incumbent, 0.4),
                        new Choice(Provider.of(200_511, "FR", LARGE), 0.22),
                        new Choice(second, 0.22),
                        new Choice(third, 0.16)),
                List.of(
                        new Choice(incumbent, 0.36),
                        new Choice(Provider.of(200_521, "FR", LARGE), 0.24),
                        new Choice(second, 0.2),
                        new Choice(third, 0.2)),
                200_530);
    }

    private static Market of(String country, double iPhones, List<Choice> lines, List<Choice> carriers, int firstHost) {
        return new Market(
                country,
                iPhones,
                lines,
                carriers,
                List.of(
                        Provider.of(FIRST_VPN, country, SMALL),
                        Provider.of(FIRST_VPN + 1, country, SMALL),
                        Provider.of(firstHost + 2, country, SMALL),
                        Provider.of(firstHost + 3, country, SMALL)),
                Provider.of(firstHost + 9, country, SMALL));
    }

    /** The provider that someone has at home. */
    Provider line(Dice dice) {
        return dice.weighted(lines, Choice::share).provider();
    }

    /** The carrier that someone has. */
    Provider carrier(Dice dice) {
        return dice.weighted(carriers, Choice::share).provider();
    }
}
