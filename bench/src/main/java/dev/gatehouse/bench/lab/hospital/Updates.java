package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.generator.Dice;

/**
 * How soon a client gets new versions.
 *
 * @param number unique among all clients
 * @param delay how many days each takes at least
 * @param mean how many days more on average: until the browser is restarted, for example
 * @param last the day after which nothing new runs on the device
 */
record Updates(long seed, long number, double delay, double mean, double last) {

    private static final int RELEASES = 1_000;
    private static final double[] KINDS = {0.62, 0.26, 0.08, 0.04};

    /** The updates of someone's own device: mostly by themselves, rarely slow, and hardly ever none any more. */
    static Updates own(long seed, long number, Dice dice) {
        return switch (dice.weighted(KINDS)) {
            case 0 -> new Updates(seed, number, 0.3, 3, Double.POSITIVE_INFINITY);
            case 1 -> new Updates(seed, number, 2, 12, Double.POSITIVE_INFINITY);
            case 2 -> new Updates(seed, number, 20, 25, Double.POSITIVE_INFINITY);
            default -> new Updates(seed, number, 2, 12, -Draw.between(dice, 60, 900));
        };
    }

    /** The updates of computers to which IT gives a new version after some weeks. */
    static Updates managed(long seed, long number, double delay) {
        return new Updates(seed, number, delay, 1, Double.POSITIVE_INFINITY);
    }

    /** Whether a version is installed on a day, if it was released on that one. */
    boolean isInstalled(int version, int released, int day) {
        double takes =
                delay + Draw.UPDATE.dice(seed, number * RELEASES + version).exponential(mean);
        return released <= last && released + takes <= day;
    }
}
