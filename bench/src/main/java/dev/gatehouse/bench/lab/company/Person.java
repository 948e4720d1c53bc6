package dev.gatehouse.bench.lab.company;

import dev.gatehouse.bench.lab.company.Belongings.Client;
import dev.gatehouse.bench.lab.company.CompanyEvent.OwnLogin;
import dev.gatehouse.bench.lab.company.CompanyEvent.StoreLost;
import dev.gatehouse.bench.lab.company.Whereabouts.Connection;
import dev.gatehouse.bench.lab.company.Whereabouts.Today;
import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.risk.model.UserAgent.DeviceType;
import java.util.function.Consumer;

/** A person of the company, who lives day by day. */
final class Person {

    private static final int SEED = 2002;
    private static final double PHONE_BROWSER = 0.08;
    private static final double PHONE_BROWSER_ON_ROAD = 0.5;
    private static final double ANSWER_LOST = 0.005;
    private static final double MINUTE = 1.0 / (24 * 60);

    private final int number;
    private final Dice dice;
    private final Calendar calendar;
    private final Belongings belongings;
    private final Whereabouts whereabouts;
    private final double appLogins;
    private final boolean usesSharedWorkstation;

    Person(CompanyPlan plan, Internet internet, int number) {
        this.number = number;
        this.dice = Dice.of(plan.seed(), SEED, number);
        this.calendar = new Calendar(plan, dice);
        this.belongings = new Belongings(plan, number, dice);
        this.whereabouts = new Whereabouts(plan, internet, number, dice);
        this.appLogins = belongings.hasApp() ? plan.habits().appLogins() : 0;
        this.usesSharedWorkstation = dice.chance(plan.habits().sharedWorkstations());
    }

    int number() {
        return number;
    }

    /** The day of the first login. */
    int joins() {
        return calendar.joins();
    }

    Belongings belongings() {
        return belongings;
    }

    Whereabouts whereabouts() {
        return whereabouts;
    }

    /** Lives this day; days must be given in order, each once. */
    void live(int day, Consumer<? super CompanyEvent> events) {
        if (day < calendar.joins()) {
            return;
        }
        calendar.begin(day, dice);
        if (day > calendar.joins()) {
            belongings.age(
                    dice,
                    (store, cause) -> events.accept(
                            new StoreLost(CompanyLog.instant(calendar.beforeWork(day)), number, store, cause)));
        }
        Today today = whereabouts.begin(calendar.trip(day), dice);
        for (double time : calendar.logins(day, dice)) {
            logIn(today, time, events);
        }
    }

    private void logIn(Today today, double time, Consumer<? super CompanyEvent> events) {
        Client client = client(today, time);
        boolean isByPhoneBrowser = client.userAgent().deviceType() == DeviceType.MOBILE && !client.isByApp();
        Connection connection = whereabouts.connection(
                client.isByApp() || isByPhoneBrowser, isByPhoneBrowser && belongings.isIphone(), time, dice);
        boolean isAnswerLost = client.isByApp() && dice.chance(ANSWER_LOST);
        logIn(client, connection, time, isAnswerLost, events);
        if (isAnswerLost) {
            logIn(client, connection, time + MINUTE, false, events);
        }
    }

    private Client client(Today today, double time) {
        if (dice.chance(appLogins)) {
            return belongings.app(time);
        }
        if (belongings.hasPhone() && dice.chance(today == Today.ROAD ? PHONE_BROWSER_ON_ROAD : PHONE_BROWSER)) {
            return belongings.phone(time);
        }
        return switch (today) {
            case OFFICE -> usesSharedWorkstation ? belongings.sharedWorkstation(time) : belongings.workComputer(time);
            case HOME -> belongings.homeComputer(time);
            case ROAD, ABROAD -> belongings.workComputer(time);
        };
    }

    private void logIn(
            Client client,
            Connection connection,
            double time,
            boolean isAnswerLost,
            Consumer<? super CompanyEvent> events) {
        events.accept(new OwnLogin(
                CompanyLog.instant(time),
                number,
                connection.network(),
                client.userAgent(),
                client.store(),
                client.isShared(),
                client.isByApp(),
                isAnswerLost,
                connection.where()));
        client.lostAfter()
                .ifPresent(
                        cause -> events.accept(new StoreLost(CompanyLog.instant(time), number, client.store(), cause)));
    }
}
