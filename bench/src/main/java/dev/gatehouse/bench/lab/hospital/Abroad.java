package dev.gatehouse.bench.lab.hospital;

import java.util.List;

/**
 * A country that people travel to.
 *
 * @param country the country
 * @param hoursAhead how many hours its clocks are ahead of those at home
 * @param weight how many trips go there, compared with other countries
 * @param lines providers of hotels, conference centres and flats
 * @param carrier the carrier of those who buy a SIM there
 */
record Abroad(String country, int hoursAhead, double weight, List<Provider> lines, Provider carrier) {

    private static final int PREFIXES = 2_000;

    /** A country whose providers have numbers from this one on. */
    static Abroad of(String country, int hoursAhead, double weight, int firstProvider) {
        return new Abroad(
                country,
                hoursAhead,
                weight,
                List.of(
                        Provider.of(firstProvider, country, PREFIXES),
                        Provider.of(firstProvider + 1, country, PREFIXES),
                        Provider.of(firstProvider + 2, country, PREFIXES)),
                Provider.of(firstProvider + 3, country, PREFIXES));
    }

    /** One of the countries of the hospitals, for those who live in another one. */
    static Abroad of(Market market, double weight) {
        return new Abroad(
                market.country(),
                0,
                weight,
                market.lines().stream().map(Market.Choice::provider).toList(),
                market.carriers().get(0).provider());
    }
}
