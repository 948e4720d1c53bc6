package dev.gatehouse.bench.lab.generator;

import dev.gatehouse.bench.lab.log.Origin;
import java.util.List;

/**
 * An employer in the {@link DriftedLog}.
 *
 * @param number the number of the company
 * @param country the index in {@link #COUNTRIES}
 * @param isTunnelled whether employees at home use the company's gateway too
 */
record Company(int number, int country, boolean isTunnelled) {

    static final List<String> COUNTRIES = List.of("DE", "PL", "UA", "FR", "ES");

    /** Consumer providers in each country; two more have the numbers after them. */
    static final int PROVIDERS = 6;

    static final int MOBILE = 6;
    private static final int GATEWAYS = 7;
    private static final int NUMBERS = 8;
    private static final long FIRST_ASN = 4_201_000_000L;
    private static final int FIRST_OCTET = 240;

    /** One of the two public addresses of the company. */
    Origin gateway(Dice dice) {
        return line(country, GATEWAYS, number, 10 + dice.below(2));
    }

    static Origin line(int country, int provider, int prefix, int host) {
        int bits = country * NUMBERS + provider << 10 | prefix;
        return origin(
                (FIRST_OCTET + (bits >> 16)) + "." + (bits >> 8 & 255) + "." + (bits & 255) + "." + host,
                country,
                provider);
    }

    /** An IPv6 line, in the documentation prefix (RFC 9637); the second half of the address changes with each login. */
    static Origin modernLine(int country, int provider, int prefix, int host) {
        return origin(
                "3fff:%x:%x:%x::%x".formatted(country * NUMBERS + provider, prefix, 0x100, host + 1),
                country,
                provider);
    }

    private static Origin origin(String address, int country, int provider) {
        return new Origin(
                address, COUNTRIES.get(country), "-", "-", Long.toString(FIRST_ASN + country * NUMBERS + provider));
    }
}
