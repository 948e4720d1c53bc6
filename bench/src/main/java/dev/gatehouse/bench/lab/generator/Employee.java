package dev.gatehouse.bench.lab.generator;

import dev.gatehouse.bench.lab.log.Client;
import dev.gatehouse.bench.lab.log.Origin;
import java.util.List;

/** A user of the {@link DriftedLog}: an employee whose state changes between working days. */
final class Employee {

    /** The place of work on a day. */
    private enum State {
        OFFICE,
        HOME,
        PHONE,
        ON_SITE
    }

    /** Transition probabilities between working days; rows and columns are states. */
    private static final double[][] NEXT = {
        {0.72, 0.18, 0.07, 0.03},
        {0.25, 0.66, 0.07, 0.02},
        {0.40, 0.40, 0.17, 0.03},
        {0.30, 0.15, 0.05, 0.50}
    };

    private static final List<String> BROWSERS = List.of("Edge", "Chrome", "Safari", "Firefox", "Opera");
    private static final double[] BROWSER_SHARES = {0.36, 0.34, 0.15, 0.11, 0.04};
    private static final int FIRST_VERSION = 120;
    private static final double RELEASE_DAYS = 28;
    private static final double RENAMED_AT = 70;
    private static final double SECOND_BROWSER = 0.12;

    private final Company company;
    private final int homeProvider;
    private final boolean modern;
    private final double renumberDays;
    private final String browser;
    private final String second;
    private final boolean windows;
    private final double lag;
    private final int id;
    private State state = State.OFFICE;
    private int siteCountry;
    private boolean remembered;

    Employee(int id, Company company, Dice dice) {
        this.id = id;
        this.company = company;
        this.homeProvider = company.country() * Company.PROVIDERS + dice.below(Company.PROVIDERS);
        this.modern = dice.chance(0.35);
        this.renumberDays = dice.chance(0.3) ? 1 : 60;
        this.browser = BROWSERS.get(dice.weighted(BROWSER_SHARES));
        this.second = BROWSERS.get(dice.weighted(BROWSER_SHARES));
        this.windows = !browser.equals("Safari") && dice.chance(0.85);
        this.lag = dice.exponential(10);
    }

    void workOn(Dice dice) {
        State before = state;
        state = State.values()[dice.weighted(NEXT[state.ordinal()])];
        if (state == State.ON_SITE && before != State.ON_SITE) {
            siteCountry = dice.chance(0.7) ? company.country() : dice.below(Company.COUNTRIES.size());
        }
    }

    Origin origin(int day, Dice dice) {
        return switch (state) {
            case OFFICE -> company.gateway(dice);
            case HOME -> company.isTunnelled() ? company.gateway(dice) : home(day, dice);
            case PHONE -> Company.line(company.country(), Company.MOBILE, dice.below(40), dice.below(250));
            case ON_SITE ->
                Company.line(siteCountry, dice.below(Company.PROVIDERS), (id * 31 + day / 7) & 1023, 1 + (day & 3));
        };
    }

    private Origin home(int day, Dice dice) {
        // The second provider of each country acquires the first, and moves its customers within forty days.
        int provider = homeProvider % Company.PROVIDERS;
        boolean moved = provider == 0 && day > 40 + id % 40;
        int period = (int) (day / renumberDays);
        int place = Math.floorMod(id * 7919 + period * 104729, 1024);
        return modern
                ? Company.modernLine(company.country(), moved ? 1 : provider, place, dice.below(1 << 16))
                : Company.line(company.country(), moved ? 1 : provider, place, 1 + Math.floorMod(id + period, 250));
    }

    Client client(double day, Dice dice) {
        if (state == State.PHONE) {
            return client(
                    windows ? "Chrome Mobile" : "Mobile Safari", day, windows ? "Android 14" : "iOS 17.2", "mobile");
        }
        String used = dice.chance(SECOND_BROWSER) ? second : browser;
        return client(used, day, used.equals("Safari") || !windows ? "Mac OS X 14.3" : "Windows 11", "desktop");
    }

    private Client client(String name, double day, String system, String type) {
        // One browser is renamed during the log, as has happened in practice.
        String shown = name.equals("Edge") && day - lag > RENAMED_AT ? "Microsoft Edge" : name;
        double releases = (day - lag) / RELEASE_DAYS;
        String version =
                (FIRST_VERSION + (int) Math.floor(releases)) + ".0." + (6000 + (int) Math.floor(releases * 4) * 17);
        return new Client("Mozilla/5.0 (" + system + ") " + shown + "/" + version, shown + " " + version, system, type);
    }

    Company company() {
        return company;
    }

    /** Whether the browser of this day has a token; from now on it has one. */
    boolean remember(Client client, Dice dice) {
        boolean hasToken = remembered
                && client.deviceType().equals("desktop")
                && client.browser().contains(browser);
        remembered = true;
        return hasToken || state == State.PHONE && dice.chance(0.8);
    }
}
