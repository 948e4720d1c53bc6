package dev.gatehouse.bench.lab.logistics;

import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.risk.model.Network;

/** The line at somebody's home, whose address changes from time to time. */
final class HomeLine {

    private static final int NETWORKS_OF_V6 = 200_000;
    /** An IPv4 line gets addresses of its region only. */
    private static final int NETWORKS_OF_REGION = 400;

    private static final double MOVING = 0.0004;

    private final Dice dice;
    private final String country;
    private final int region;
    private final boolean isV6;
    /** How many days an address stays on average: a night, weeks or almost for ever. */
    private final double lease;

    private Provider provider;
    private int prefix;
    private int host;
    private double until;

    HomeLine(Dice dice, String country, int region) {
        this.dice = dice;
        this.country = country;
        this.region = region;
        this.provider = dice.oneOf(Lines.lines(country));
        this.isV6 = dice.chance(0.4);
        this.lease = dice.chance(0.15) ? 1 : dice.chance(0.5) ? 25 : 300;
        renew(0);
    }

    Provider provider() {
        return provider;
    }

    /** The address on this day; days must not go back. With IPv6 each client has its own, a new one each day. */
    Network at(int day, int client) {
        while (day >= until) {
            renew(until);
        }
        // Some requests take IPv4 all the same.
        return isV6 && !dice.chance(0.08)
                ? new Provider(provider.asn(), country, "line6-", NETWORKS_OF_V6, 1).at(prefix, day * 20 + client)
                : provider.at(region * NETWORKS_OF_REGION + prefix % NETWORKS_OF_REGION, host);
    }

    /** People who move, or want a cheaper line, may have another provider then. */
    void perhapsMove(int day) {
        if (dice.chance(MOVING)) {
            provider = dice.oneOf(Lines.lines(country));
            renew(day);
        }
    }

    private void renew(double day) {
        prefix = dice.below(NETWORKS_OF_V6);
        host = dice.below(provider.hosts());
        until = day + Math.max(1, dice.exponential(lease));
    }
}
