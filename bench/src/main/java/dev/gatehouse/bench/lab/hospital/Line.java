package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.risk.model.Network;

/**
 * A line at home. What it was on a day, it is on each call.
 *
 * @param number unique among all lines
 * @param provider its provider
 * @param kind how it is numbered
 * @param period after how many days it gets other numbers
 */
record Line(long seed, long number, Provider provider, Kind kind, int period) {

    /** How a line is numbered. */
    enum Kind {
        /** One IPv4 address. */
        FOUR,
        /** One IPv4 address and an IPv6 prefix, which most browsers prefer. */
        DUAL,
        /** An IPv6 prefix; IPv4 goes through an address that many customers share. */
        SHARED_FOUR
    }

    /** The period of lines that keep their numbers. */
    static final int NEVER = 100_000;

    /** Customers of the region are in the first prefixes of a provider. */
    private static final int REGION = 24;

    private static final int HOSTS = 254;
    private static final int SHARING = 200_000;
    private static final double[] KINDS = {0.4, 0.38, 0.22};
    private static final int[] PERIODS = {1, 3, 14, 60, NEVER};
    private static final double[] PERIOD_SHARES = {0.14, 0.06, 0.12, 0.2, 0.48};
    private static final double FOUR_IN_DUAL = 0.1;
    private static final double FOUR_IN_SHARED = 0.15;

    /** A line that someone may have with a provider. */
    static Line of(long seed, long number, Provider provider, Dice dice) {
        Kind kind = Kind.values()[dice.weighted(KINDS)];
        return new Line(seed, number, provider, kind, PERIODS[dice.weighted(PERIOD_SHARES)]);
    }

    /** The address of a device on a day. Devices have addresses of their own with IPv6, new ones each day. */
    Network network(int day, int device, Dice dice) {
        long since = Math.floorDiv(day + number % period, period);
        Dice numbers = Draw.LINE.dice(seed, number * NEVER + since);
        Network four = provider.v4(numbers.below(REGION), 1 + numbers.below(HOSTS));
        int prefix = numbers.below(Integer.MAX_VALUE);
        int host =
                Draw.ADDRESS.dice(seed, (number * 100 + device) * NEVER + day).below(Integer.MAX_VALUE);
        return switch (kind) {
            case FOUR -> four;
            case DUAL -> dice.chance(FOUR_IN_DUAL) ? four : provider.v6(prefix, host);
            case SHARED_FOUR ->
                dice.chance(FOUR_IN_SHARED)
                        ? provider.v4(SHARING + dice.below(3), 1 + dice.below(40))
                        : provider.v6(prefix, host);
        };
    }
}
