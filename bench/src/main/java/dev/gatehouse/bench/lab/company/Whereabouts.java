package dev.gatehouse.bench.lab.company;

import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.risk.model.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where a person is on a day, and the networks that they use there. */
final class Whereabouts {

    private static final double[] OFFICE_SHARES = {0.5, 0.3, 0.2};
    private static final double VPN = 0.04;
    private static final double VPN_IS_ON = 0.5;
    private static final double RELAY = 0.25;

    /** Shares of the logins by phone that go through the carrier although there is another network. */
    private static final double CARRIER_AT_OFFICE = 0.4;

    private static final double CARRIER_AT_HOME = 0.3;
    private static final double CARRIER_ABROAD = 0.5;

    /** The kind of workplace: shares of days in the office and on the road; the others are at home. */
    private enum Workplace {
        AT_OFFICE(0.82, 0),
        HYBRID(0.45, 0),
        REMOTE(0.03, 0),
        FIELD(0.1, 0.75);

        private final double office;
        private final double road;

        Workplace(double office, double road) {
            this.office = office;
            this.road = road;
        }
    }

    /** The place of a day. */
    enum Today {
        OFFICE,
        HOME,
        ROAD,
        ABROAD
    }

    /** The way to the Internet, and the network there. */
    record Connection(Where where, Network network) {}

    private final Internet internet;
    private final Workplace workplace;
    private final int office;
    private final Home home;
    private final int carrier;
    private final int vpn;
    private final boolean hasVpn;
    private final boolean hasRelay;
    private Today today = Today.OFFICE;
    private Optional<Calendar.Trip> trip = Optional.empty();

    Whereabouts(CompanyPlan plan, Internet internet, int person, Dice dice) {
        this.internet = internet;
        Habits habits = plan.habits();
        workplace = dice.weighted(List.of(Workplace.values()), kind -> switch (kind) {
            case AT_OFFICE -> habits.atOffice();
            case HYBRID -> habits.hybrid();
            case REMOTE -> habits.remote();
            case FIELD -> habits.field();
        });
        office = dice.weighted(Arrays.copyOf(OFFICE_SHARES, habits.offices()));
        home = new Home(internet, plan.seed(), person, dice);
        carrier = Internet.anyCarrier(dice);
        vpn = Internet.anyVpn(dice);
        hasVpn = dice.chance(VPN);
        hasRelay = dice.chance(RELAY);
    }

    /** Decides where the person is on the next day. */
    Today begin(Optional<Calendar.Trip> tripOfDay, Dice dice) {
        trip = tripOfDay;
        double place = dice.uniform();
        today = trip.isPresent()
                ? Today.ABROAD
                : place < workplace.office
                        ? Today.OFFICE
                        : place < workplace.office + workplace.road ? Today.ROAD : Today.HOME;
        return today;
    }

    /**
     * The connection of a login.
     *
     * @param isByPhone whether the client is on a phone
     * @param isRelayed whether the client can use the relay: a browser of an iPhone
     * @param time in days since the start
     */
    Connection connection(boolean isByPhone, boolean isRelayed, double time, Dice dice) {
        Where where = where(isByPhone, isRelayed, dice);
        Network network =
                switch (where) {
                    case OFFICE -> office();
                    case HOME -> home.network(time, dice);
                    case CARRIER, ROAMING -> internet.carrier(carrier, dice);
                    case HOTEL -> {
                        Calendar.Trip abroad = trip.orElseThrow();
                        yield internet.hotel(abroad.country(), abroad.hotel());
                    }
                    case VPN -> internet.vpn(vpn, dice);
                    case RELAY -> internet.relay(dice);
                };
        return new Connection(where, network);
    }

    private Where where(boolean isByPhone, boolean isRelayed, Dice dice) {
        if (isRelayed && hasRelay && today != Today.ABROAD) {
            return Where.RELAY;
        }
        return switch (today) {
            case OFFICE -> isByPhone && dice.chance(CARRIER_AT_OFFICE) ? Where.CARRIER : Where.OFFICE;
            case HOME -> isByPhone && dice.chance(CARRIER_AT_HOME) ? Where.CARRIER : hiddenOr(Where.HOME, dice);
            case ROAD -> Where.CARRIER;
            case ABROAD -> isByPhone && dice.chance(CARRIER_ABROAD) ? Where.ROAMING : hiddenOr(Where.HOTEL, dice);
        };
    }

    private Where hiddenOr(Where where, Dice dice) {
        return hasVpn && dice.chance(VPN_IS_ON) ? Where.VPN : where;
    }

    /** The network of the person's office. */
    Network office() {
        return internet.office(office);
    }

    /** The number of the consumer provider at home. */
    int provider() {
        return home.provider();
    }

    /** The number of the person's carrier. */
    int carrier() {
        return carrier;
    }
}
