package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.company.CompanyEvent;
import dev.gatehouse.bench.lab.company.Where;
import dev.gatehouse.bench.lab.generator.Dice;
import java.util.Optional;
import java.util.function.Consumer;

/** The days of a person who is on a trip. */
final class Travels {

    private static final double PHONE_ON_HOLIDAY = 0.12;
    private static final double COMPUTER = 0.8;
    private static final double PHONE = 0.35;
    private static final double GATEWAY = 0.2;
    private static final double AT_VENUE = 0.45;
    private static final double WIFI_ON_PHONE = 0.45;
    private static final double LOCAL_SIM = 0.6;

    private final Contract contract;
    private final Kit kit;
    private final Places places;
    private final Diary diary;
    private final Dice dice;
    private final double pace;

    Travels(Contract contract, Kit kit, Places places, Diary diary, Dice dice, double pace) {
        this.contract = contract;
        this.kit = kit;
        this.places = places;
        this.diary = diary;
        this.dice = dice;
        this.pace = pace;
    }

    /** Lives a day of the trip, at the hours of its country. */
    void live(int day, Trip trip, Consumer<? super CompanyEvent> out) {
        if (trip.kind() != Trip.Kind.HOLIDAY) {
            // Who has no computer from the employer rarely takes one.
            kit.get(Kit.Item.WORK).ifPresent(work -> computer(day, trip, work, out));
        }
        double rate = trip.kind() == Trip.Kind.HOLIDAY ? PHONE_ON_HOLIDAY : PHONE * pace;
        for (int left = Draw.count(dice, rate); left > 0; left--) {
            Optional<Client> app = kit.get(Kit.Item.APP);
            Client client = app.isPresent() && dice.chance(0.5) ? app.get() : kit.phone();
            diary.write(day, hour(trip), client, phone(day, trip), out);
        }
    }

    private void computer(int day, Trip trip, Client client, Consumer<? super CompanyEvent> out) {
        double rate = COMPUTER * pace * Math.max(1, contract.role().rates().desk());
        for (int left = Draw.count(dice, rate); left > 0; left--) {
            Spot spot = dice.chance(GATEWAY) ? places.gateway() : wifi(trip);
            diary.write(day, hour(trip), client, spot, out);
        }
    }

    private Spot wifi(Trip trip) {
        return new Spot(dice.chance(AT_VENUE) ? trip.venue() : trip.lodging(), Where.HOTEL);
    }

    private Spot phone(int day, Trip trip) {
        if (dice.chance(WIFI_ON_PHONE)) {
            return wifi(trip);
        }
        return trip.kind() == Trip.Kind.STAY && dice.chance(LOCAL_SIM)
                ? new Spot(trip.target().carrier().anyLine(dice), Where.CARRIER)
                : places.cell(day, trip.target().country());
    }

    private double hour(Trip trip) {
        return Draw.between(dice, 8, 22.5) - trip.target().hoursAhead();
    }
}
