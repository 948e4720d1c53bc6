package dev.gatehouse.bench.lab.company;

import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.risk.model.Network;

/** The line of a person's home. Half of the homes have IPv6, which is rarely renumbered. */
final class Home {

    private static final int SEED = 2001;
    private static final double IPV6 = 0.5;
    private static final double DAILY = 0.2;
    private static final double MONTHLY = 0.3;
    private static final int WEEK = 7;
    private static final double MONTH = 30;
    private static final double STICKY = 400;
    private static final double LEAST_IPV6 = 60;

    private final Internet internet;
    private final long seed;
    private final int person;
    private final int provider;
    private final boolean isIpv6;
    private final double daysPerAddress;
    private final double phase;

    Home(Internet internet, long seed, int person, Dice dice) {
        this.internet = internet;
        this.seed = seed;
        this.person = person;
        this.provider = Internet.anyConsumerProvider(dice);
        this.isIpv6 = dice.chance(IPV6);
        double days = dice.chance(DAILY) ? 1 + dice.below(WEEK) : dice.chance(MONTHLY) ? MONTH : STICKY;
        this.daysPerAddress = isIpv6 ? Math.max(LEAST_IPV6, days) : days;
        this.phase = dice.uniform();
    }

    /** The number of the consumer provider. */
    int provider() {
        return provider;
    }

    /** The network at this time, in days since the start. */
    Network network(double time, Dice dice) {
        if (!isIpv6 && Internet.sharesAddresses(provider)) {
            return internet.line(provider, false, dice);
        }
        int period = (int) (time / daysPerAddress + phase);
        Network line = internet.line(provider, isIpv6, Dice.of(seed, SEED, person * (LogSize.MOST_DAYS + 2L) + period));
        return isIpv6 ? Internet.otherAddress(line, dice) : line;
    }
}
