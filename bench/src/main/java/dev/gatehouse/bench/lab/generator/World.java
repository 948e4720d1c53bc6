package dev.gatehouse.bench.lab.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Countries and their providers. The weights are derived from published properties of the data set: the number of lines of a
 * country and their success rate follow from its weight among users, who mostly succeed, and among attacks, which fail.
 */
final class World {

    /** The country of most users. */
    static final String MAIN = "NO";

    private static final double[] HOME_SHARES = {0.72, 0.14, 0.09, 0.05};
    private static final double[] MOBILE_SHARES = {0.62, 0.25, 0.13};
    private static final double[] WORK_SHARES = {0.30, 0.25, 0.20, 0.15, 0.10};
    private static final double[] HOSTING_SHARES = {0.95, 0.02, 0.01, 0.01, 0.01};
    private static final int HOME_PREFIXES = 1000;
    private static final int MOBILE_PREFIXES = 96;
    private static final int WORK_PREFIXES = 1000;
    private static final int HOSTING_PREFIXES = 400;

    private static final Map<String, List<String>> CITIES = Map.of(
            "NO", List.of("Oslo", "Bergen", "Trondheim", "Stavanger", "Tromsø"),
            "US", List.of("New York", "Chicago", "Los Angeles", "Ashburn"),
            "SE", List.of("Stockholm", "Göteborg", "Malmö"),
            "DE", List.of("Berlin", "Hamburg", "München"),
            "BR", List.of("São Paulo", "Recife"),
            "RU", List.of("Moscow", "Saint Petersburg"));

    private final List<Country> countries = new ArrayList<>();
    private int providers;

    World() {
        add("NO", 0, 0.8, 12);
        add("US", 57.5, 40);
        add("RU", 0.2, 12);
        add("BR", 1.2, 8);
        add("DE", 3.6, 5);
        add("SE", 8, 0.8);
        add("DK", 6, 0.5);
        add("GB", 5, 2.2);
        add("PL", 4, 1.5);
        add("ES", 3.5, 1);
        add("FR", 2.5, 2);
        add("NL", 2, 2.5);
        add("FI", 2, 0.2);
        add("IN", 1.5, 3.5);
        add("UA", 0.8, 2.3);
        add("TH", 1, 1.2);
        add("AU", 0.7, 0.5);
        add("CN", 0.2, 2.8);
        add("VN", 0.3, 2);
        add("ID", 0.3, 1.5);
    }

    private void add(String code, double ofUsers, double ofAttacks) {
        add(code, ofUsers, ofAttacks, ofAttacks);
    }

    private void add(String code, double ofUsers, double ofAttacks, double ofNoise) {
        List<Provider> local = new ArrayList<>();
        add(local, code, Provider.Role.HOME, HOME_SHARES, HOME_PREFIXES);
        // The largest consumer provider is also the largest mobile carrier, in the same autonomous system.
        local.add(new Provider(local.get(0).number(), code, Provider.Role.MOBILE, MOBILE_SHARES[0], MOBILE_PREFIXES));
        add(local, code, Provider.Role.MOBILE, new double[] {MOBILE_SHARES[1], MOBILE_SHARES[2]}, MOBILE_PREFIXES);
        add(local, code, Provider.Role.WORK, WORK_SHARES, WORK_PREFIXES);
        add(local, code, Provider.Role.HOSTING, HOSTING_SHARES, HOSTING_PREFIXES);
        countries.add(new Country(
                code, ofUsers, ofAttacks, ofNoise, CITIES.getOrDefault(code, List.of()), List.copyOf(local)));
    }

    private void add(List<Provider> to, String code, Provider.Role role, double[] shares, int prefixes) {
        for (double share : shares) {
            to.add(new Provider(providers++, code, role, share, prefixes));
        }
    }

    Country main() {
        return countries.get(0);
    }

    /** A country outside the main one where users live or travel to. */
    Country minority(Dice dice) {
        return dice.weighted(countries, Country::ofUsers);
    }

    /** An origin of failed attempts without a specific target; many are mistakes of users in the main country. */
    Country noisy(Dice dice) {
        return dice.weighted(countries, Country::ofNoise);
    }

    /** An origin of attacks. */
    Country attacking(Dice dice) {
        return dice.weighted(countries, Country::ofAttacks);
    }
}
