package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.risk.model.Network;

/**
 * A time abroad.
 *
 * @param number unique among all trips
 * @param first its first day
 * @param last its last day
 * @param kind what it is for
 * @param target where it goes
 */
record Trip(long seed, long number, int first, int last, Kind kind, Abroad target) {

    /** What a trip is for. */
    enum Kind {
        /** Hardly any login. */
        HOLIDAY,
        /** A conference or a meeting. */
        CONFERENCE,
        /** Weeks as a guest of another institute, with a rented flat. */
        STAY
    }

    boolean includes(int day) {
        return first <= day && day <= last;
    }

    /** The network where the person sleeps: always the same during the trip. */
    Network lodging() {
        return network(0);
    }

    /** The network of the conference centre or the institute. */
    Network venue() {
        return network(1);
    }

    private Network network(int place) {
        Dice dice = Draw.TRIP.dice(seed, number * 2 + place);
        return dice.oneOf(target.lines()).anyLine(dice);
    }
}
