package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.company.CompanyEvent;
import dev.gatehouse.bench.lab.generator.Dice;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A person with an account, day by day. */
final class Employee {

    private static final int TWO_WEEKS = 14;
    private static final int WEEK = 7;
    private static final double MOST_PACE = 2.5;

    private final int number;
    private final Contract contract;
    private final Roster roster;
    private final Kit kit;
    private final Places places;
    private final Diary diary;
    private final Stations stations;
    private final Routine routine;
    private final Travels travels;

    Employee(long seed, int number, World world, int days) {
        this.number = number;
        Dice hiring = Draw.CONTRACT.dice(seed, number);
        contract = Contract.draw(world, days, hiring);
        Market home = world.homeOf(contract.first(), hiring);
        roster = new Roster(seed, number, world, contract.role(), home, days);
        kit = new Kit(seed, number, contract.role(), home);
        places = new Places(seed, number, world, contract, home, days);
        Dice dice = Draw.LIFE.dice(seed, number);
        double pace = Math.min(MOST_PACE, 0.15 + dice.exponential(0.9));
        diary = new Diary(number, kit, dice);
        stations = new Stations(number, kit, diary, dice);
        routine = new Routine(number, contract, kit, places, diary, stations, dice, pace);
        travels = new Travels(contract, kit, places, diary, dice, pace);
    }

    /** Lives the day. */
    void live(int day, Consumer<? super CompanyEvent> out) {
        if (!contract.isActive(day)) {
            return;
        }
        kit.age(day, out);
        stations.age(day, out);
        boolean isFirst = contract.isNewcomer() && day == contract.joined();
        Optional<Trip> trip = roster.trip(day);
        if (trip.isPresent() && !isFirst) {
            travels.live(day, trip.get(), out);
        } else {
            routine.live(day, roster.shift(day), out);
        }
    }

    int number() {
        return number;
    }

    Places places() {
        return places;
    }

    /** The phone, whether or not the person uses it to log in. */
    Client phone() {
        return kit.phone();
    }

    /** The hospital where the person mostly works. */
    Site site(int day) {
        return contract.usualSite(day);
    }

    /** Whether the person has used the account, and has been there for two weeks. */
    boolean isSettled(int day) {
        return contract.isActive(day) && day >= Math.max(0, contract.joined()) + TWO_WEEKS && !diary.isEmpty();
    }

    /** Whether the person has used the account, joined during the log and is in the first week. */
    boolean isInFirstWeek(int day) {
        return contract.isNewcomer() && contract.isActive(day) && day < contract.joined() + WEEK && !diary.isEmpty();
    }

    /** A browser that the person still uses, the likelier the more it was used lately; otherwise that of the phone. */
    Client browser(Dice dice) {
        List<Client> used = diary.recentBrowsers().stream()
                .filter(client -> client.kind() == Client.Kind.SHARED || kit.contains(client))
                .toList();
        return used.isEmpty() ? kit.phone() : dice.oneOf(used);
    }
}
