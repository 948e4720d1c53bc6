package dev.gatehouse.bench.lab.generator;

/** A provider's line with its current address. */
final class Line {

    private static final double SAME_PREFIX = 0.4;
    private static final int GATEWAY_ADDRESSES = 12;
    private static final int GATEWAY_PREFIXES = 3;

    private final Provider provider;
    private final double meanDays;
    private final String city;
    private int prefix;
    private String address;
    private double until;

    /**
     * Creates a line.
     *
     * @param meanDays the mean number of days that it keeps an address; 0 for one login
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

    /** The address on this day; days must not decrease. */
    String address(double day, Dice dice) {
        if (meanDays == 0) {
            // Many users share the few addresses of a gateway, and each login may get a different one.
            int shared = dice.below(GATEWAY_ADDRESSES);
            return provider.address((prefix + shared % GATEWAY_PREFIXES) % provider.prefixes(), 1 + shared);
        }
        if (until == Double.NEGATIVE_INFINITY) {
            until = day + dice.exponential(meanDays);
        }
        if (day > until) {
            // A new address is often in the same prefix.
            prefix = dice.chance(SAME_PREFIX) ? prefix : provider.anyPrefix(dice);
            address = provider.address(prefix, dice);
            until = day + dice.exponential(meanDays);
        }
        return address;
    }
}
