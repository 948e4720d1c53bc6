package dev.gatehouse.bench.lab.generator;

import java.util.ArrayList;
import java.util.List;

/** A user: home country, devices and lines. */
final class Person {

    /** Contexts, in the order of the shares. */
    private static final int MOBILE = 1;

    private static final int WORK = 2;

    /** Users with more logins than this have habits: they mostly use one place and one device. */
    private static final double SELDOM = 5;

    private static final double CONCENTRATION = 4;
    private static final double STEADY_LINES = 0.88;
    private static final double STEADY_DAYS = 400;
    private static final double RESTLESS_DAYS = 30;
    private static final double TRIP_DAYS = 5;
    private static final double DEVICE_DAYS = 800;
    private static final double FIRST_IS_MOBILE = 0.68;
    private static final double SECOND_IS_OF_OTHER_KIND = 0.8;
    private static final double OTHER_DEVICES = 0.14;

    private final Country home;
    private final boolean minority;
    private final Line[] lines;
    private final double[] contexts;
    private final List<Owned> devices = new ArrayList<>();
    private final double tripRate;
    private final double mainDevice;
    private Line abroad;
    private Country visited;
    private double abroadUntil = Double.NEGATIVE_INFINITY;
    private double checkedForTrips;

    /** A device of the user, and whether it has the token of a completed login. */
    static final class Owned {
        private Device device;
        private boolean remembered;

        private Owned(Device device) {
            this.device = device;
        }

        Device device() {
            return device;
        }

        boolean isRemembered() {
            return remembered;
        }

        void remember() {
            remembered = true;
        }
    }

    /** The place of a login: country and line. */
    record Place(Country country, Line line, boolean onTheMove) {}

    Person(RealmPlan plan, World world, int logins, Dice dice) {
        minority = dice.chance(plan.minorityShare());
        home = minority ? world.minority(dice) : world.main();
        String city = home.city(dice);
        boolean steady = dice.chance(STEADY_LINES);
        lines = new Line[] {
            new Line(home.provider(Provider.Role.HOME, dice), steady ? STEADY_DAYS : RESTLESS_DAYS, city, dice),
            new Line(home.provider(Provider.Role.MOBILE, dice), 0, city, dice),
            new Line(home.provider(Provider.Role.WORK, dice), STEADY_DAYS * 4, city, dice)
        };
        double seldom = Math.min(1, SELDOM / logins);
        contexts = dice.shares(
                new double[] {plan.homeContext(), plan.mobileContext(), plan.workContext()},
                CONCENTRATION * Math.pow(seldom, 2));
        mainDevice = 1 - OTHER_DEVICES * seldom;
        // The share of days not spent at home equals one trip divided by the trip and the time until the next.
        tripRate = plan.homeShare() >= 1 ? 0 : (1 - plan.homeShare()) / plan.homeShare() / TRIP_DAYS;
        boolean mobile = dice.chance(FIRST_IS_MOBILE);
        devices.add(new Owned(Market.of(mobile, dice)));
        int more = (dice.chance((plan.devices() - 1) / 2) ? 1 : 0) + (dice.chance((plan.devices() - 1) / 2) ? 1 : 0);
        for (int i = 0; i < more; i++) {
            devices.add(new Owned(Market.of(dice.chance(SECOND_IS_OF_OTHER_KIND) != mobile, dice)));
        }
    }

    Country home() {
        return home;
    }

    boolean isMinority() {
        return minority;
    }

    /** The place of a login on this day; days must not decrease. */
    Place place(double day, World world, Dice dice) {
        if (isAbroad(day, world, dice)) {
            return new Place(visited, abroad, true);
        }
        int context = dice.weighted(contexts);
        return new Place(home, lines[context], context == MOBILE);
    }

    /** One of the user's lines, by frequency of use. */
    Line someLine(Dice dice) {
        return lines[dice.weighted(contexts)];
    }

    private boolean isAbroad(double day, World world, Dice dice) {
        double whole = Math.floor(day);
        if (whole > checkedForTrips && whole > abroadUntil) {
            boolean left = dice.chance(
                    1 - Math.exp(-tripRate * Math.min(TRIP_DAYS, whole - Math.max(checkedForTrips, abroadUntil))));
            checkedForTrips = whole;
            if (left) {
                abroadUntil = whole + Math.floor(dice.exponential(TRIP_DAYS));
                do {
                    visited = world.minority(dice);
                } while (visited == home);
                abroad = new Line(
                        visited.provider(dice.chance(0.5) ? Provider.Role.HOME : Provider.Role.MOBILE, dice),
                        2,
                        visited.city(dice),
                        dice);
            }
        }
        return whole <= abroadUntil;
    }

    /** The device for a login at the place; devices are replaced after some years. */
    Owned device(Place place, double sinceLast, Dice dice) {
        Owned chosen = choose(place, dice);
        if (dice.chance(1 - Math.exp(-sinceLast / DEVICE_DAYS))) {
            boolean sameMake = dice.chance(0.7);
            chosen.device = sameMake
                    ? Market.of(chosen.device.make(), dice)
                    : Market.of(chosen.device.make().isMobile(), dice);
            chosen.remembered = false;
        }
        return chosen;
    }

    /** One of the user's devices, by frequency of use. */
    Owned someDevice(Dice dice) {
        return devices.size() == 1 || dice.chance(mainDevice)
                ? devices.get(0)
                : devices.get(1 + dice.below(devices.size() - 1));
    }

    private Owned choose(Place place, Dice dice) {
        boolean atWork = place.line() == lines[WORK];
        if (place.onTheMove() || atWork) {
            for (Owned owned : devices) {
                if (owned.device.make().isMobile() == place.onTheMove()) {
                    return owned;
                }
            }
        }
        return someDevice(dice);
    }
}
