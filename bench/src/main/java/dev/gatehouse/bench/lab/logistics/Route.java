package dev.gatehouse.bench.lab.logistics;

import dev.gatehouse.bench.lab.generator.Dice;

/** Where somebody who travels is on a day. */
final class Route {

    private static final int FRIDAY = 4;
    private static final int NETWORKS = 60;

    private final Dice dice;
    private final Job job;
    private final String home;
    private String country;
    private boolean wasAway;
    private int backOn = -1;
    private int stop;

    Route(Dice dice, Job job, String home) {
        this.dice = dice;
        this.job = job;
        this.home = home;
        this.country = home;
    }

    /** Goes on to this day. */
    void advance(int day, boolean isAway) {
        if (isAway != wasAway) {
            // Some spend the holiday abroad, all of it.
            country = isAway && dice.chance(0.4) ? Lines.flight(dice) : home;
            stop = dice.below(NETWORKS);
            wasAway = isAway;
        }
        if (isAway) {
            return;
        }
        switch (job) {
            case LONG_HAUL -> drive(day % 7);
            case MANAGER -> fly(day);
            default -> country = home;
        }
    }

    private void drive(int weekday) {
        if (weekday > FRIDAY) {
            country = weekday == FRIDAY + 1 && dice.chance(0.75) ? home : country;
        } else if (dice.chance(0.6)) {
            country = Lines.road(dice, country);
        }
        stop = dice.below(NETWORKS);
    }

    private void fly(int day) {
        if (day >= backOn) {
            country = home;
            if (day % 7 < FRIDAY && dice.chance(0.1)) {
                country = Lines.flight(dice);
                stop = dice.below(NETWORKS);
                backOn = day + 2 + dice.below(3);
            }
        }
    }

    String country() {
        return country;
    }

    boolean isAbroad() {
        return !country.equals(home);
    }

    /** The number of the truck stop or hotel. */
    int stop() {
        return stop;
    }
}
