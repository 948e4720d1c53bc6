package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.risk.model.Network;
import java.util.List;
import java.util.stream.IntStream;

/** Where attackers come from who take no care. */
final class Origins {

    private static final int LINES = 4_000;
    private static final int SERVERS = 500;
    private static final double AT_HOSTING = 0.6;
    private static final double IN_HOME_COUNTRIES = 0.12;

    private static final List<String> COUNTRIES =
            List.of("RU", "CN", "BR", "VN", "IN", "NG", "US", "ID", "UA", "PK", "MA", "TR");

    private static final List<Provider> CONSUMERS = IntStream.range(0, 3 * COUNTRIES.size())
            .mapToObj(number -> Provider.of(202_000 + number, COUNTRIES.get(number / 3), LINES))
            .toList();

    private static final List<String> HOSTS = List.of("US", "NL", "RU", "SG", "US", "GB", "HK", "RO");

    private static final List<Provider> HOSTING = IntStream.range(0, HOSTS.size())
            .mapToObj(number -> Provider.of(203_000 + number, HOSTS.get(number), SERVERS))
            .toList();

    private final List<Market> markets;

    Origins(World world) {
        markets = world.markets();
    }

    /** A line or a server in a country from which many attacks come. */
    Network typical(Dice dice) {
        return dice.oneOf(dice.chance(AT_HOSTING / 2) ? HOSTING : CONSUMERS).anyLine(dice);
    }

    /** A server anywhere, or the hijacked line of a consumer, sometimes in one of the countries of the hospitals. */
    Network hijacked(Dice dice) {
        boolean isServer = dice.chance(AT_HOSTING);
        if (dice.chance(IN_HOME_COUNTRIES)) {
            Market market = dice.oneOf(markets);
            return (isServer ? dice.oneOf(market.hosts()) : market.line(dice)).anyLine(dice);
        }
        return dice.oneOf(isServer ? HOSTING : CONSUMERS).anyLine(dice);
    }
}
