package dev.gatehouse.bench.lab.logistics;

import dev.gatehouse.bench.lab.generator.Dice;
import java.util.List;
import java.util.stream.Stream;

/** The providers of the countries in which people live, and of those to which they travel. */
final class Lines {

    /** Where the company has sites and people have their homes. */
    static final List<String> HOMES = List.of("DE", "PL", "CZ");

    /** A travel SIM: from wherever it is used, the traffic reaches the Internet in one country. */
    static final Provider HUB = new Provider("AS60800", "NL", "hub", 6, 30);

    private static final List<String> BY_PLANE = List.of("GB", "ES", "TR", "US", "AE", "IT", "FR", "AT", "NL", "SE");
    private static final List<String> FAR = List.of("RU", "BR", "VN", "NG", "IN", "CN", "ID", "UA");
    private static final List<String> VPNS = List.of("AS9009", "AS60068");
    private static final List<String> RELAYS = List.of("AS13335", "AS36183");

    private Lines() {}

    /** Lines at home. A provider may be a carrier too. */
    static List<Provider> lines(String country) {
        return systems(country, "AS3320 AS3209 AS8881", "AS5617 AS21021 AS12741", "AS5610 AS6830")
                .map(asn -> new Provider(asn, country, "line", 6400, 250))
                .toList();
    }

    /** Mobile carriers: the first two have few addresses for many people, the last one gives each connection a network. */
    static List<Provider> carriers(String country) {
        List<String> systems = systems(country, "AS3320 AS3209 AS6805", "AS5617 AS12912 AS8374", "AS5610 AS13036")
                .toList();
        return systems.stream()
                .map(asn -> systems.indexOf(asn) < 2
                        ? new Provider(asn, country, "nat", 32, 40)
                        : new Provider(asn, country, "mobile6-", 60_000, 1))
                .toList();
    }

    /** Lines of firms: each site has a network. */
    static Provider business(String country) {
        return new Provider(
                systems(country, "AS8220", "AS12741", "AS5588").toList().get(0), country, "firm", 60, 20);
    }

    /** Servers for rent. */
    static Provider hosting(String country) {
        return new Provider(
                systems(country, "AS24940", "AS16276", "AS25234").toList().get(0), country, "host", 90, 200);
    }

    /** The exits of a commercial VPN: so few that strangers often share an address. */
    static Provider vpn(Dice dice, String country) {
        return new Provider(dice.oneOf(VPNS), country, "exit", 3, 8);
    }

    /** A relay of phones' browsers. */
    static Provider relay(Dice dice, String country) {
        return new Provider(dice.oneOf(RELAYS), country, "relay", 12, 30);
    }

    /** Hotels and truck stops: the next guest may have the same address. */
    static Provider wifi(String country) {
        return new Provider(lines(country).get(0).asn(), country, "guest", 60, 2);
    }

    /** A place from which attacks often come. */
    static Provider far(Dice dice) {
        String country = dice.oneOf(FAR);
        return new Provider(foreign(country) + dice.below(3), country, "far", 300, 250);
    }

    /** Where a manager flies. */
    static String flight(Dice dice) {
        return dice.oneOf(BY_PLANE);
    }

    /** The next country on the road, mostly towards the west and back. */
    static String road(Dice dice, String from) {
        return dice.oneOf(
                switch (from) {
                    case "DE" -> List.of("PL", "CZ", "NL", "BE", "FR", "AT");
                    case "PL" -> List.of("DE", "DE", "DE", "CZ", "SK", "LT");
                    case "CZ" -> List.of("DE", "DE", "PL", "AT", "SK");
                    case "NL" -> List.of("DE", "DE", "BE");
                    case "BE" -> List.of("NL", "FR", "DE");
                    case "FR" -> List.of("BE", "DE", "IT");
                    case "AT" -> List.of("DE", "CZ", "IT");
                    case "SK" -> List.of("PL", "CZ", "AT");
                    case "LT" -> List.of("PL");
                    default -> List.of("AT", "FR");
                });
    }

    private static Stream<String> systems(String country, String german, String polish, String czech) {
        return Stream.of(
                switch (country) {
                    case "DE" -> german.split(" ");
                    case "PL" -> polish.split(" ");
                    case "CZ" -> czech.split(" ");
                    default -> new String[] {foreign(country) + 0, foreign(country) + 1};
                });
    }

    /** Other countries have numbered systems that belong to nobody. */
    private static String foreign(String country) {
        return "AS42" + (country.charAt(0) * 31 + country.charAt(1));
    }
}
