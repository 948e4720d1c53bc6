package dev.gatehouse.bench.lab.generator;

/**
 * A provider of lines. Its addresses are in 240.0.0.0/4, which is reserved (RFC 1112), its AS numbers in the range for private use
 * (RFC 6996).
 *
 * @param number the number of the provider among all, below 1024
 * @param country ISO 3166-1 alpha-2
 * @param role its kind of customers
 * @param share its share among providers with the same country and role
 * @param prefixes its number of /24 prefixes, at most 1024
 */
record Provider(int number, String country, Role role, double share, int prefixes) {

    /** The kind of customers of a provider. */
    enum Role {
        HOME,
        MOBILE,
        WORK,
        HOSTING
    }

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
