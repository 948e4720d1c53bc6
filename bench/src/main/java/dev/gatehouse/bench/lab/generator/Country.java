package dev.gatehouse.bench.lab.generator;

import java.util.List;

/**
 * A country.
 *
 * @param code ISO 3166-1 alpha-2
 * @param ofUsers its weight among the homes of users, outside of the main country
 * @param ofAttacks its weight among the origins of attacks
 * @param ofNoise its weight among the origins of failed tries against nobody in particular
 * @param cities where people live; may be empty
 * @param providers those of the country
 */
record Country(String code, double ofUsers, double ofAttacks, double ofNoise, List<String> cities, List<Provider> providers) {

    Provider provider(Provider.Role role, Dice dice) {
        return dice.weighted(providers, provider -> provider.role() == role ? provider.share() : 0);
    }

    String city(Dice dice) {
        return cities.isEmpty() ? "-" : dice.oneOf(cities);
    }
}
