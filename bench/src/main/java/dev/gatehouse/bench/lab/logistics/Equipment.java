package dev.gatehouse.bench.lab.logistics;

import dev.gatehouse.bench.lab.company.CompanyEvent.StoreLost.Cause;
import dev.gatehouse.bench.lab.company.Store;
import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.bench.lab.logistics.Client.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that somebody logs in with. */
final class Equipment {

    private static final double[] TERMINALS = {0.48, 0.24, 0.13, 0.09, 0.06};
    private static final int SCANNERS_FROM = 3;

    private final List<Client> clients = new ArrayList<>();
    private final Dice dice;
    private final int person;

    Equipment(Dice dice, int person, Job job, Site site, boolean hasTablet) {
        this.dice = dice;
        this.person = person;
        switch (job) {
            case LONG_HAUL, LOCAL_DRIVER -> addPhone(0.2, 0.15, dice.chance(0.85) ? 0.85 : 0, hasTablet);
            case DISPATCHER -> {
                if (dice.chance(0.7)) {
                    addComputer(Kind.DESK);
                } else {
                    addTerminals(3, site);
                }
                if (dice.chance(0.3)) {
                    add(Kind.LAPTOP, Software.EDGE, 0.1);
                }
                addPhone(0.35, 0.05, 0, false);
            }
            case WAREHOUSE, SEASONAL -> {
                addTerminals(TERMINALS.length, site);
                addPhone(0.25, 0.07, 0, false);
            }
            case OFFICE -> {
                addComputer(Kind.LAPTOP);
                addPhone(0.45, 0.1, 0, false);
            }
            case MANAGER -> {
                addComputer(Kind.LAPTOP);
                addPhone(0.7, 0.3, dice.chance(0.3) ? 0.3 : 0, false);
            }
        }
    }

    /** The company's computers have Edge; those who may choose a browser do, and some have two. */
    private void addComputer(Kind kind) {
        boolean isMac = kind == Kind.LAPTOP && dice.chance(0.12);
        Software main = isMac ? Software.SAFARI : dice.chance(0.6) ? Software.EDGE : Software.CHROME;
        add(kind, main, 1);
        if (dice.chance(0.3)) {
            Software second = isMac ? Software.CHROME_MAC : dice.chance(0.6) ? Software.FIREFOX : Software.CHROME;
            add(kind, second == main ? Software.EDGE : second, 0.2);
        }
    }

    private void addTerminals(int number, Site site) {
        Optional<Cause> ending = site.isWiping() ? Optional.of(Cause.SHARED_WORKSTATION) : Optional.empty();
        for (int i = 0; i < number; i++) {
            add(Kind.TERMINAL, i < SCANNERS_FROM ? Software.EDGE : Software.SCANNER, TERMINALS[i], ending);
        }
    }

    /** A phone's browser, and the app if its weight is not 0. The browser of the truck's tablet may do instead of the phone's. */
    private void addPhone(double iPhones, double weight, double app, boolean hasTablet) {
        Software browser = hasTablet ? Software.TRUCK_TABLET : Software.phone(dice, iPhones);
        add(Kind.PHONE, browser, weight);
        if (app > 0) {
            add(Kind.APP, Software.app(browser), app, Optional.empty());
        }
    }

    private void add(Kind kind, Software software, double weight) {
        double habit = dice.uniform();
        Optional<Cause> ending = habit < 0.04
                ? Optional.of(Cause.PRIVATE_WINDOW)
                : habit < 0.1 && kind != Kind.PHONE ? Optional.of(Cause.EXIT) : Optional.empty();
        add(kind, software, weight, ending);
    }

    private void add(Kind kind, Software software, double weight, Optional<Cause> ending) {
        clients.add(new Client(kind, new Store(person, clients.size()), software, weight, ending, dice));
    }

    List<Client> all() {
        return clients;
    }

    /** One of the clients that are at hand at this post, as often as it is used. */
    Client pick(Access.Post post) {
        List<Client> atHand = clients.stream()
                .filter(client -> switch (post) {
                    case SITE -> true;
                    case HOME, ABROAD -> client.kind().isPortable();
                    case ROAD -> client.kind().isMobile();
                })
                .toList();
        return dice.weighted(atHand, Client::weight);
    }

    /** A browser that the person uses, the more often the likelier; if there is only the app, the browser beside it. */
    Client browser(Dice chances) {
        List<Client> browsers =
                clients.stream().filter(client -> client.kind() != Kind.APP).toList();
        boolean isUsed = browsers.stream().anyMatch(client -> client.logins() > 0);
        return chances.weighted(browsers, isUsed ? Client::logins : Client::weight);
    }

    /** The browser of the phone. */
    Client phone() {
        return clients.stream()
                .filter(client -> client.kind() == Kind.PHONE)
                .findFirst()
                .orElseThrow();
    }
}
