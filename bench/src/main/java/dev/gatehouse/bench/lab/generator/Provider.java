package dev.gatehouse.bench.lab.generator;

/**
 * A provider of lines. Its addresses lie in 240.0.0.0/4, which nobody has (RFC 1112), its numbers are for private use (RFC 6996).
 *
 * @param number counts all providers, below 1024
 * @param country ISO 3166-1 alpha-2
 * @param role whom it serves
 * @param share its share among those of its country and role
 * @param prefixes how many /24 it has, at most 1024
 */
record Provider(int number, String country, Role role, double share, int prefixes) {

    /** Whom a provider serves. */
    enum Role { HOME, MOBILE, WORK, HOSTING }

    private static final long FIRST_ASN = 4_200_000_000L;
    private static final int FIRST_OCTET = 240;
    private static final int HOSTS = 254;

    String asn() {
        return Long.toString(FIRST_ASN + number);
    }

    int anyPrefix(Dice dice) {
        return dice.below(prefixes);
    }

    String address(int prefix, Dice dice) {
        return address(prefix, 1 + dice.below(HOSTS));
    }

    String address(int prefix, int host) {
        int bits = (number << 10) + prefix;
        return (FIRST_OCTET + (bits >> 16)) + "." + (bits >> 8 & 255) + "." + (bits & 255) + "." + host;
    }
}
