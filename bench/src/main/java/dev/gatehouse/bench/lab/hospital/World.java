package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.risk.model.Network;
import java.util.List;

/** The hospitals, and the networks of everyone. It does not change. */
final class World {

    private static final Market SWITZERLAND = Market.switzerland();
    private static final Market GERMANY = Market.germany();
    private static final Market FRANCE = Market.france();
    private static final List<Market> MARKETS = List.of(SWITZERLAND, GERMANY, FRANCE);

    private static final List<Abroad> ABROAD = List.of(
            Abroad.of(GERMANY, 0.12),
            Abroad.of(FRANCE, 0.12),
            Abroad.of(SWITZERLAND, 0.06),
            Abroad.of("IT", 0, 0.16, 201_000),
            Abroad.of("AT", 0, 0.08, 201_010),
            Abroad.of("ES", 0, 0.11, 201_020),
            Abroad.of("NL", 0, 0.05, 201_030),
            Abroad.of("GB", -1, 0.07, 201_040),
            Abroad.of("PT", -1, 0.04, 201_050),
            Abroad.of("GR", 1, 0.05, 201_060),
            Abroad.of("US", -6, 0.07, 201_070),
            Abroad.of("TR", 1, 0.03, 201_080),
            Abroad.of("SG", 6, 0.02, 201_090),
            Abroad.of("JP", 7, 0.02, 201_100));

    /** Where people live who work at a hospital: in Switzerland, Germany and France. */
    private static final double[][] HOMES = {
        {0.55, 0.22, 0.23}, {0, 0.93, 0.07}, {0.02, 0.02, 0.96}, {0.05, 0.9, 0.05},
    };

    private static final double[] SIZES = {0.4, 0.27, 0.18, 0.15};

    /** The group has an autonomous system of its own, for its largest hospital and its data centre. */
    private static final Provider GROUP = Provider.of(200_900, "CH", 2);

    private static final int DATA_CENTRE = 1;
    private static final int GATEWAY = 9;

    private final List<Site> sites;

    /** Draws what happens to the lines of the hospitals in this many days. */
    World(long seed, int days) {
        Provider research = Provider.of(200_390, "DE", 20);
        sites = List.of(
                new Site(seed, 0, days, GROUP, SWITZERLAND, 3, Site.Profiles.WIPED, Model.EDGE),
                new Site(seed, 1, days, research, GERMANY, 8, Site.Profiles.FOLLOWING, Model.EDGE),
                new Site(
                        seed,
                        2,
                        days,
                        FRANCE.lines().get(0).provider(),
                        FRANCE,
                        2,
                        Site.Profiles.STAYING,
                        Model.FIREFOX),
                new Site(
                        seed, 3, days, GERMANY.lines().get(1).provider(), GERMANY, 1, Site.Profiles.WIPED, Model.EDGE));
    }

    /** One of the hospitals. */
    Site site(Dice dice) {
        return sites.get(dice.weighted(SIZES));
    }

    /** Where someone lives who works there. */
    Market homeOf(Site site, Dice dice) {
        return MARKETS.get(dice.weighted(HOMES[site.number()]));
    }

    /** What people in one of the three countries can buy. */
    Market marketOf(String country) {
        return MARKETS.stream()
                .filter(market -> market.country().equals(country))
                .findFirst()
                .orElseThrow();
    }

    /** What people in the three countries can buy. */
    List<Market> markets() {
        return MARKETS;
    }

    /** One of the three countries. */
    Market anyMarket(Dice dice) {
        return dice.oneOf(MARKETS);
    }

    /** The target of a trip. */
    Abroad abroadOf(Market home, Dice dice) {
        return dice.weighted(ABROAD, abroad -> abroad.country().equals(home.country()) ? 0 : abroad.weight());
    }

    /** The address from which everyone comes who uses the VPN of the group, in whatever country. */
    Network gateway() {
        return GROUP.v4(DATA_CENTRE, GATEWAY);
    }

    /** An exit of a commercial VPN. */
    Network vpn(Market market, int service, int server) {
        return market.hosts().get(service).v4(server % 3, 10 + server);
    }
}
