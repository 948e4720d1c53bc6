package dev.gatehouse.bench.lab.logistics;

import dev.gatehouse.bench.lab.company.CompanyEvent.StoreLost.Cause;
import dev.gatehouse.bench.lab.company.Store;
import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.risk.model.UserAgent;
import java.util.Optional;

/** A browser or an app that a person uses, with its store. */
final class Client {

    /** What it runs on. */
    enum Kind {
        /** Shared, at a site. */
        TERMINAL,
        /** A computer of the person that stays at the site. */
        DESK,
        LAPTOP,
        PHONE,
        /** The native app on the phone. */
        APP;

        boolean isMobile() {
            return this == PHONE || this == APP;
        }

        boolean isPortable() {
            return this != TERMINAL && this != DESK;
        }
    }

    private final Kind kind;
    private final Store store;
    /** How often it is used, compared to the person's others. */
    private final double weight;
    /** Why the store is empty after each use, if it is. */
    private final Optional<Cause> ending;

    private Software software;
    private double lag;
    private int logins;

    Client(Kind kind, Store store, Software software, double weight, Optional<Cause> ending, Dice dice) {
        this.kind = kind;
        this.store = store;
        this.weight = weight;
        this.ending = ending;
        this.software = software;
        this.lag = software.lag(dice);
    }

    /** The copy on a new device. */
    void replace(Software other, Dice dice) {
        software = other;
        lag = other.lag(dice);
    }

    UserAgent userAgent(int day) {
        return software.on(day - (int) lag);
    }

    void use() {
        logins++;
    }

    int logins() {
        return logins;
    }

    Kind kind() {
        return kind;
    }

    Store store() {
        return store;
    }

    double weight() {
        return weight;
    }

    Optional<Cause> ending() {
        return ending;
    }

    Software software() {
        return software;
    }
}
