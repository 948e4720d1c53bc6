package dev.gatehouse.bench.lab.generator;

/** A line of a provider with the address that it has now. */
final class Line {

    private static final double SAME_STREET = 0.4;
    private static final int GATEWAY_ADDRESSES = 12;
    private static final int GATEWAY_PREFIXES = 3;

    private final Provider provider;
    private final double meanDays;
    private final String city;
    private int prefix;
    private String address;
    private double until;

    /**
     * A line.
     *
     * @param meanDays how long it keeps an address on average; 0: for one login
     */
    Line(Provider provider, double meanDays, String city, Dice dice) {
        this.provider = provider;
        this.meanDays = meanDays;
        this.city = city;
        this.prefix = provider.anyPrefix(dice);
        this.address = provider.address(prefix, dice);
        this.until = Double.NEGATIVE_INFINITY;
    }

    Provider provider() {
        return provider;
    }

    String city() {
        return city;
    }

    /** The address on this day; days only run forward. */
    String address(double day, Dice dice) {
        if (meanDays == 0) {
            // Many share the few addresses of a gateway, and each login may get another one of them.
            int shared = dice.below(GATEWAY_ADDRESSES);
            return provider.address((prefix + shared % GATEWAY_PREFIXES) % provider.prefixes(), 1 + shared);
        }
        if (until == Double.NEGATIVE_INFINITY) {
            until = day + dice.exponential(meanDays);
        }
        if (day > until) {
            // Providers give a new address out of the same street more often than out of another one.
            prefix = dice.chance(SAME_STREET) ? prefix : provider.anyPrefix(dice);
            address = provider.address(prefix, dice);
            until = day + dice.exponential(meanDays);
        }
        return address;
    }
}
