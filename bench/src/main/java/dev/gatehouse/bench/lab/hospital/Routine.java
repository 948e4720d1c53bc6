package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.company.CompanyEvent;
import dev.gatehouse.bench.lab.company.Where;
import dev.gatehouse.bench.lab.generator.Dice;
import java.util.Optional;
import java.util.function.Consumer;

/** The days of a person who is not on a trip. */
final class Routine {

    private static final double ON_FREE_DAY = 0.45;
    private static final double ON_ABSENT_DAY = 0.12;
    private static final double PHONE_AT_WORK = 0.45;
    private static final double LAPTOP_ON_GUEST_WIFI = 0.15;
    private static final double ON_CALL = 0.12;
    private static final double WELCOME = 9.5;
    private static final double BORROWED = 0.012;
    private static final double TABLET = 0.25;
    private static final double WORK_AT_HOME = 0.15;
    private static final double SECOND = 0.25;

    private final int person;
    private final Contract contract;
    private final Kit kit;
    private final Places places;
    private final Diary diary;
    private final Stations stations;
    private final Dice dice;
    private final double pace;

    /** The routine of someone who logs in {@code pace} times as often as is usual for the role. */
    Routine(
            int person,
            Contract contract,
            Kit kit,
            Places places,
            Diary diary,
            Stations stations,
            Dice dice,
            double pace) {
        this.person = person;
        this.contract = contract;
        this.kit = kit;
        this.places = places;
        this.diary = diary;
        this.stations = stations;
        this.dice = dice;
        this.pace = pace;
    }

    /** Lives the day. */
    void live(int day, Shift shift, Consumer<? super CompanyEvent> out) {
        Role.Rates rates = contract.role().rates();
        Site site = contract.site(day, dice);
        boolean isFirst = contract.isNewcomer() && day == contract.joined();
        if (isFirst) {
            welcome(day, site, out);
        }
        double factor = shift.isWork() ? 1 : shift == Shift.FREE ? ON_FREE_DAY : ON_ABSENT_DAY;
        if (shift.isWork()) {
            work(day, shift, site, out);
        }
        kit.get(Kit.Item.APP).ifPresent(app -> phone(day, shift, site, app, rates.app() * factor, out));
        phone(day, shift, site, kit.phone(), rates.phone() * factor, out);
        for (int left = count(rates.home() * factor); left > 0; left--) {
            Client client = atHome();
            diary.write(day, free(shift), client, leisure(day, shift, client), out);
        }
        if (contract.role() == Role.DOCTOR && shift != Shift.AWAY && dice.chance(ON_CALL)) {
            onCall(day, out);
        }
    }

    /** Newcomers get their account in the IT office, which lets them log in at once. */
    private void welcome(int day, Site site, Consumer<? super CompanyEvent> out) {
        Optional<Client> own = kit.get(Kit.Item.WORK);
        if (own.isPresent()) {
            diary.write(day, WELCOME, own.get(), office(day, site), out);
        } else if (contract.role().rates().ward() > 0) {
            stations.login(day, WELCOME, site, out);
        }
        diary.write(day, WELCOME + 0.1, kit.phone(), places.guest(site), out);
    }

    private void work(int day, Shift shift, Site site, Consumer<? super CompanyEvent> out) {
        boolean isRemote = shift == Shift.DAY
                && kit.get(Kit.Item.WORK).isPresent()
                && dice.chance(contract.role().remote());
        int inWard = isRemote ? 0 : count(contract.role().rates().ward());
        for (int i = 0; i < inWard; i++) {
            stations.login(day, hour(shift, i, inWard), site, out);
        }
        int atDesk = count(contract.role().rates().desk());
        for (int i = 0; i < atDesk; i++) {
            Optional<Client> own = second(Kit.Item.WORK, Kit.Item.SECOND_AT_WORK);
            if (own.isEmpty()) {
                // Between the logins in the ward.
                stations.login(day, hour(shift, i, atDesk) + 0.2, site, out);
            } else {
                Spot spot = isRemote ? places.computer(day, own.get(), false) : office(day, site);
                diary.write(day, hour(shift, i, atDesk), own.get(), spot, out);
            }
        }
    }

    private Spot office(int day, Site site) {
        boolean isMobile = contract.role() == Role.RESEARCHER || contract.role() == Role.MANAGER;
        return isMobile && dice.chance(LAPTOP_ON_GUEST_WIFI)
                ? places.guest(site)
                : new Spot(site.staff(day, person), Where.OFFICE);
    }

    private void phone(
            int day, Shift shift, Site site, Client client, double rate, Consumer<? super CompanyEvent> out) {
        for (int left = count(rate); left > 0; left--) {
            boolean isAtWork = shift.isWork() && dice.chance(PHONE_AT_WORK);
            double hour = isAtWork ? hour(shift, 0, 1) : free(shift);
            Optional<Site> present = isAtWork ? Optional.of(site) : Optional.empty();
            diary.write(day, hour, client, places.phone(day, client, present, !shift.isWork()), out);
        }
    }

    private void onCall(int day, Consumer<? super CompanyEvent> out) {
        Client client = kit.get(Kit.Item.WORK).orElseGet(this::atHome);
        for (int left = 1 + dice.below(2); left > 0; left--) {
            Spot spot = dice.chance(0.5) ? places.gateway() : places.home(day, client, false);
            diary.write(day, Draw.between(dice, 19, 26), client, spot, out);
        }
    }

    private Spot leisure(int day, Shift shift, Client client) {
        return client.isPhone()
                ? places.phone(day, client, Optional.empty(), !shift.isWork())
                : places.computer(day, client, !shift.isWork());
    }

    /** What the person takes at home. */
    private Client atHome() {
        if (dice.chance(BORROWED)) {
            return kit.borrowed();
        }
        Optional<Client> tablet = kit.get(Kit.Item.TABLET);
        if (tablet.isPresent() && dice.chance(TABLET)) {
            return tablet.get();
        }
        Optional<Client> work = kit.get(Kit.Item.WORK);
        if (work.isPresent() && dice.chance(WORK_AT_HOME)) {
            return work.get();
        }
        return second(Kit.Item.COMPUTER, Kit.Item.SECOND_BROWSER).orElseGet(kit::phone);
    }

    private Optional<Client> second(Kit.Item item, Kit.Item second) {
        Optional<Client> other = kit.get(second);
        return other.isPresent() && dice.chance(SECOND) ? other : kit.get(item);
    }

    private double hour(Shift shift, int i, int count) {
        return shift.start() + Shift.HOURS * (i + 0.8 * dice.uniform()) / count;
    }

    private double free(Shift shift) {
        return Draw.between(dice, shift.freeFrom(), shift.freeTo());
    }

    private int count(double mean) {
        return Draw.count(dice, mean * pace);
    }
}
