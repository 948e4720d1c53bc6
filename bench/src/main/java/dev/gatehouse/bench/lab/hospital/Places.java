package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.company.Where;
import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.risk.model.Network;
import java.util.Optional;

/** The networks of a person. */
final class Places {

    private static final int LINES = 10;
    private static final double MOVERS = 0.05;
    private static final double SECOND_HOMES = 0.2;
    private static final double SECOND_HOMES_ANYWHERE = 0.3;
    private static final double SIM_OF_WORK = 0.15;
    private static final double RELAYS = 0.2;

    private static final double AT_SECOND_HOME = 0.3;
    private static final double GATEWAY = 0.45;
    private static final double GATEWAY_OF_RESEARCHERS = 0.2;
    private static final double VPN_ON_COMPUTER = 0.6;
    private static final double VPN_ON_PHONE = 0.3;
    private static final double RELAY = 0.85;
    private static final double HOTSPOT = 0.04;
    private static final double TETHERED = 0.05;
    private static final double GUEST = 0.4;
    private static final double WIFI_AT_HOME = 0.65;

    private static final int SERVERS = 12;
    private static final double OTHER_SERVER = 0.35;
    private static final int HOTSPOTS = 400_000;
    private static final int HOTSPOT_ADDRESSES = 40;

    private final World world;
    private final Contract contract;
    private final Dice dice;
    private final Line line;
    private final Line nextLine;
    private final int moves;
    private final Optional<Line> secondHome;
    private final boolean isInResidence;
    private final Sim sim;
    private final boolean hasRelay;
    private final boolean hasVpn;
    private final int service;
    private int server;

    Places(long seed, int person, World world, Contract contract, Market home, int days) {
        this.world = world;
        this.contract = contract;
        dice = Draw.PLACES.dice(seed, person);
        long number = (long) person * LINES;
        line = Line.of(seed, number, home.line(dice), dice);
        nextLine = Line.of(seed, number + 1, home.line(dice), dice);
        moves = dice.chance(MOVERS) ? dice.below(days) : Integer.MAX_VALUE;
        Market other = dice.chance(SECOND_HOMES_ANYWHERE) ? world.anyMarket(dice) : home;
        secondHome = dice.chance(SECOND_HOMES)
                ? Optional.of(Line.of(seed, number + 2, other.line(dice), dice))
                : Optional.empty();
        isInResidence = dice.chance(residents(contract.role()));
        Market seller =
                dice.chance(SIM_OF_WORK) ? world.marketOf(contract.first().country()) : home;
        sim = Sim.of(seed, person, seller.carrier(dice), dice);
        hasRelay = dice.chance(RELAYS);
        hasVpn = dice.chance(contract.role().vpns());
        service = dice.below(Market.VPNS);
        server = dice.below(SERVERS);
    }

    private static double residents(Role role) {
        return switch (role) {
            case AGENCY -> 0.5;
            case DOCTOR -> 0.08;
            default -> 0;
        };
    }

    /** The provider at home. */
    Provider provider(int day) {
        return isInResidence
                ? contract.usualSite(day).residenceProvider()
                : lineOn(day).provider();
    }

    /** The market of the country in which the person lives. */
    Market market(int day) {
        return world.marketOf(provider(day).country());
    }

    Sim sim() {
        return sim;
    }

    private Line lineOn(int day) {
        return day < moves ? line : nextLine;
    }

    /** At home; on free days perhaps at the partner's or the parents' home. */
    Spot home(int day, Client client, boolean isFree) {
        int device = client.store().number() % 100;
        if (isFree && secondHome.isPresent() && dice.chance(AT_SECOND_HOME)) {
            return new Spot(secondHome.get().network(day, device, dice), Where.HOME);
        }
        Network network = isInResidence
                ? contract.usualSite(day).residence()
                : lineOn(day).network(day, device, dice);
        return new Spot(network, Where.HOME);
    }

    /** Through the carrier, in this country. At the border, it is often another one than the carrier's. */
    Spot cell(int day, String country) {
        boolean isAtHome = sim.carrier().country().equals(country);
        return new Spot(sim.network(day, dice), isAtHome ? Where.CARRIER : Where.ROAMING);
    }

    /** With a computer, wherever the person is outside the hospital. */
    Spot computer(int day, Client client, boolean isFree) {
        if (client.kind() == Client.Kind.WORK
                && dice.chance(contract.role() == Role.RESEARCHER ? GATEWAY_OF_RESEARCHERS : GATEWAY)) {
            return gateway();
        }
        if (hasVpn && dice.chance(VPN_ON_COMPUTER)) {
            return vpn(day);
        }
        if (dice.chance(HOTSPOT)) {
            Provider operator = market(day).lines().get(0).provider();
            return new Spot(operator.v4(HOTSPOTS, 1 + dice.below(HOTSPOT_ADDRESSES)), Where.CARRIER);
        }
        return dice.chance(TETHERED) ? cell(day, market(day).country()) : home(day, client, isFree);
    }

    /** With a phone, in a hospital or elsewhere. */
    Spot phone(int day, Client client, Optional<Site> present, boolean isFree) {
        if (hasRelay && client.model().family() == Family.MOBILE_SAFARI && dice.chance(RELAY)) {
            Provider relay = market(day).relay();
            return new Spot(relay.anyLine(dice), Where.RELAY);
        }
        if (hasVpn && dice.chance(VPN_ON_PHONE)) {
            return vpn(day);
        }
        if (present.isPresent()) {
            return dice.chance(GUEST)
                    ? guest(present.get())
                    : cell(day, present.get().country());
        }
        return dice.chance(WIFI_AT_HOME)
                ? home(day, client, isFree)
                : cell(day, market(day).country());
    }

    /** On the guest Wi-Fi of a hospital. */
    Spot guest(Site site) {
        return new Spot(site.guest(), Where.OFFICE);
    }

    /** Through the VPN of the group. */
    Spot gateway() {
        return new Spot(world.gateway(), Where.OFFICE);
    }

    /** Through the commercial VPN, which keeps to a server for some time. */
    private Spot vpn(int day) {
        if (dice.chance(OTHER_SERVER)) {
            server = dice.below(SERVERS);
        }
        return new Spot(world.vpn(market(day), service, server), Where.VPN);
    }

    /** Any exit that people of the group use in the same country. */
    Network anyVpn(int day, Dice other) {
        return world.vpn(market(day), other.below(Market.VPNS), other.below(SERVERS));
    }
}
