package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.risk.model.Network;

/**
 * A phone's contract with a carrier. Also abroad, its addresses are those of the carrier.
 *
 * @param number unique among all contracts
 * @param carrier the carrier
 * @param area the part of the carrier's network that the phone uses mostly, below {@link #AREAS}
 * @param isSix whether the carrier gives the phone IPv6
 */
record Sim(long seed, long number, Provider carrier, int area, boolean isSix) {

    static final int AREAS = 10;

    private static final int POOLS_PER_AREA = 3;
    private static final int SHARING = 300_000;
    private static final int ADDRESSES = 120;
    private static final int ATTACHMENTS_PER_DAY = 3;
    private static final int DAYS = 100_000;
    private static final double SIX = 0.45;
    private static final double SIX_USED = 0.8;
    private static final double IN_AREA = 0.85;

    /** A contract with this carrier. */
    static Sim of(long seed, long number, Provider carrier, Dice dice) {
        return new Sim(seed, number, carrier, dice.below(AREAS), dice.chance(SIX));
    }

    /** The address of the phone, or of a computer that uses its connection. Thousands of customers share an IPv4 address. */
    Network network(int day, Dice dice) {
        if (isSix && dice.chance(SIX_USED)) {
            long attachment = (long) day * ATTACHMENTS_PER_DAY + dice.below(ATTACHMENTS_PER_DAY);
            return carrier.v6(Draw.SIM.dice(seed, number * DAYS + attachment).below(Integer.MAX_VALUE), 1);
        }
        int pool = dice.chance(IN_AREA)
                ? area * POOLS_PER_AREA + dice.below(POOLS_PER_AREA)
                : dice.below(AREAS * POOLS_PER_AREA);
        return carrier.v4(SHARING + pool, 1 + dice.below(ADDRESSES));
    }
}
