package dev.gatehouse.bench.lab.generator;

import java.util.List;

/**
 * A country.
 *
 * @param code ISO 3166-1 alpha-2
 * @param ofUsers its weight among the home countries of users, outside the main country
 * @param ofAttacks its weight among the origins of attacks
 * @param ofNoise its weight among the origins of failed attempts without a specific target
 * @param cities cities of users; may be empty
 * @param providers the providers in the country
 */
record Country(
        String code, double ofUsers, double ofAttacks, double ofNoise, List<String> cities, List<Provider> providers) {

    Provider provider(Provider.Role role, Dice dice) {
        return dice.weighted(providers, provider -> provider.role() == role ? provider.share() : 0);
    }

    String city(Dice dice) {
        return cities.isEmpty() ? "-" : dice.oneOf(cities);
    }
}
