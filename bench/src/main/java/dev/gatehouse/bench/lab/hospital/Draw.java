package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.generator.Dice;

/** What random numbers are drawn for. Each has its own, so that none depends on how many another has drawn. */
enum Draw {
    SITE,
    LINE,
    ADDRESS,
    SIM,
    UPDATE,
    CONTRACT,
    KIT,
    ROSTER,
    PLACES,
    LIFE,
    TRIP,
    ATTACK;

    /** Far from the kinds of other generators. */
    private static final int FIRST = 7_000;

    /** The numbers of one of many people or things. */
    Dice dice(long seed, long number) {
        return Dice.of(seed, FIRST + ordinal(), number);
    }

    /** How often something happens that happens this often on average, each time independently. */
    static int count(Dice dice, double mean) {
        int count = 0;
        for (double left = dice.exponential(1); left < mean; left += dice.exponential(1)) {
            count++;
        }
        return count;
    }

    /** A uniform value between two. */
    static double between(Dice dice, double from, double to) {
        return from + (to - from) * dice.uniform();
    }
}
