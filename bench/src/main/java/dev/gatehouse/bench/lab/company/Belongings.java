package dev.gatehouse.bench.lab.company;

import dev.gatehouse.bench.lab.company.CompanyEvent.StoreLost.Cause;
import dev.gatehouse.bench.lab.company.Device.Family;
import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.risk.model.UserAgent;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What a person logs in with: a computer of the company, perhaps one at home, a phone, and the app on it. */
final class Belongings {

    private static final int WORK = 0;
    private static final int HOME = 1;
    private static final int PHONE = 2;
    private static final int APP = 3;
    private static final double OWN_COMPUTER = 0.2;
    private static final double PHONE_SHARE = 0.85;
    private static final double IPHONE = 0.45;
    private static final double FIREFOX = 0.12;
    private static final double MAC = 0.33;
    private static final double OTHER_SYSTEM = 0.1;

    /** The probability that a computer is replaced on a day; those below are of a day too. */
    private static final double NEW_COMPUTER = 1 / 1400.0;

    private static final double NEW_PHONE = 1 / 700.0;
    private static final double REINSTALLED = 1 / 250.0;
    private static final double CLEARED = 1 / 1400.0;

    private final int person;
    private final boolean hasOwnComputer;
    private final boolean hasApp;
    private final boolean hasPhone;
    private final boolean keepsToken;
    private final Optional<Cause> lostAfterUse;
    private boolean isIphone;
    private Device work;
    private Device home;
    private Device phone;
    private Device app;
    private int stores = APP + 1;

    /** A client of a login, and why its store is lost after it, if it is. */
    record Client(UserAgent userAgent, Store store, boolean isShared, boolean isByApp, Optional<Cause> lostAfter) {}

    Belongings(CompanyPlan plan, int person, Dice dice) {
        this.person = person;
        hasOwnComputer = dice.chance(OWN_COMPUTER);
        hasApp = dice.chance(plan.habits().app());
        hasPhone = dice.chance(PHONE_SHARE) || hasApp;
        keepsToken = dice.chance(plan.keepingApps());
        double habit = dice.uniform() - plan.habits().privateWindows();
        lostAfterUse = habit < 0
                ? Optional.of(Cause.PRIVATE_WINDOW)
                : habit < plan.habits().clearedAtExit() ? Optional.of(Cause.EXIT) : Optional.empty();
        isIphone = dice.chance(IPHONE);
        work = companyComputer(dice);
        home = ownComputer(dice);
        phone = newPhone(dice);
        app = newApp(dice);
    }

    private static Device companyComputer(Dice dice) {
        return Device.of(dice.chance(FIREFOX) ? Family.FIREFOX_WINDOWS : Family.EDGE_WINDOWS, dice);
    }

    private static Device ownComputer(Dice dice) {
        return Device.of(dice.chance(MAC) ? Family.SAFARI_MAC : Family.CHROME_WINDOWS, dice);
    }

    private Device newPhone(Dice dice) {
        return Device.of(isIphone ? Family.SAFARI_IPHONE : Family.CHROME_ANDROID, dice);
    }

    private Device newApp(Dice dice) {
        return Device.of(isIphone ? Family.APP_IPHONE : Family.APP_ANDROID, dice);
    }

    boolean hasApp() {
        return hasApp;
    }

    boolean hasPhone() {
        return hasPhone;
    }

    boolean isIphone() {
        return isIphone;
    }

    /** What happens to devices on one day: new ones, deleted cookies, an app that is installed again. */
    void age(Dice dice, BiConsumer<Store, Cause> lost) {
        if (dice.chance(NEW_COMPUTER)) {
            work = companyComputer(dice);
            lost.accept(store(WORK), Cause.NEW_DEVICE);
        }
        if (hasOwnComputer && dice.chance(NEW_COMPUTER)) {
            home = ownComputer(dice);
            lost.accept(store(HOME), Cause.NEW_DEVICE);
        }
        if (hasPhone && dice.chance(NEW_PHONE)) {
            isIphone = dice.chance(OTHER_SYSTEM) != isIphone;
            phone = newPhone(dice);
            app = newApp(dice);
            lost.accept(store(PHONE), Cause.NEW_DEVICE);
            if (hasApp) {
                lost.accept(store(APP), Cause.NEW_DEVICE);
            }
        }
        if (hasApp && dice.chance(REINSTALLED)) {
            lost.accept(store(APP), Cause.REINSTALLED);
        }
        if (dice.chance(CLEARED)) {
            lost.accept(store(WORK), Cause.CLEARED);
        }
        if (hasOwnComputer && dice.chance(CLEARED)) {
            lost.accept(store(HOME), Cause.CLEARED);
        }
        if (hasPhone && dice.chance(CLEARED)) {
            lost.accept(store(PHONE), Cause.CLEARED);
        }
    }

    private Store store(int number) {
        return new Store(person, number);
    }

    Client app(double time) {
        return new Client(
                app.userAgent(time),
                store(APP),
                false,
                true,
                keepsToken ? Optional.empty() : Optional.of(Cause.NOT_KEPT));
    }

    Client phone(double time) {
        return browser(phone, PHONE, time);
    }

    Client workComputer(double time) {
        return browser(work, WORK, time);
    }

    /** The computer that is used at home; most people have only the company's. */
    Client homeComputer(double time) {
        return hasOwnComputer ? browser(home, HOME, time) : workComputer(time);
    }

    /** A shared workstation, with the company's standard browser and a profile that lasts until logout. */
    Client sharedWorkstation(double time) {
        return new Client(
                Device.newest(Family.EDGE_WINDOWS).userAgent(time),
                store(stores++),
                true,
                false,
                Optional.of(Cause.SHARED_WORKSTATION));
    }

    private Client browser(Device device, int number, double time) {
        boolean isPrivate = lostAfterUse.equals(Optional.of(Cause.PRIVATE_WINDOW));
        return new Client(device.userAgent(time), store(isPrivate ? stores++ : number), false, false, lostAfterUse);
    }

    /** The user agent of the company's computer, as an attacker may know it. */
    UserAgent workUserAgent(double time) {
        return work.userAgent(time);
    }

    /** The user agent of the computer that is used at home. */
    UserAgent homeUserAgent(double time) {
        return (hasOwnComputer ? home : work).userAgent(time);
    }

    /** The user agent of the phone's browser. */
    UserAgent phoneUserAgent(double time) {
        return phone.userAgent(time);
    }
}
