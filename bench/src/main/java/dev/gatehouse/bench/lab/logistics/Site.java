package dev.gatehouse.bench.lab.logistics;

import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.risk.model.Network;
import java.util.List;

/**
 * The head office or a depot.
 *
 * @param isWiping whether shared terminals delete the user's profile at logout; elsewhere each user keeps one on each terminal
 */
record Site(long seed, int number, String country, boolean isWiping) {

    private static final int KIND = 701;
    private static final double OUTAGE = 0.01;
    private static final int TUNNEL = 40;
    private static final int GUESTS = 20;

    /** The sites of a company; the first one is the head office. */
    static List<Site> all(long seed) {
        return List.of(
                new Site(seed, 0, "DE", false),
                new Site(seed, 1, "DE", true),
                new Site(seed, 2, "PL", true),
                new Site(seed, 3, "PL", false),
                new Site(seed, 4, "CZ", true));
    }

    /** The address of computers and terminals; on a day without the line, that of a router with a SIM card. */
    Network network(int day) {
        if (Dice.of(seed, KIND, number * 10_000L + day).chance(OUTAGE)) {
            return Lines.carriers(country).get(0).at(number, day % 3);
        }
        return Lines.business(country).at(number, 1);
    }

    /** The address of the guest Wi-Fi, which drivers and private phones use: a consumer's line at the depots. */
    Network guests() {
        return number == 0
                ? Lines.business(country).at(GUESTS, 1)
                : Lines.lines(country).get(0).at(GUESTS + number, 1);
    }

    /** The address of the company's VPN, which leaves from a network of its own in Germany. */
    static Network tunnel() {
        return Lines.business("DE").at(TUNNEL, 1);
    }
}
