package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.company.Store;
import dev.gatehouse.risk.model.UserAgent;

/**
 * A browser or an app on one device.
 *
 * @param model how it describes itself
 * @param updates how soon it gets new versions
 * @param store where it keeps what the server gives it
 * @param kind whose it is
 * @param isForgetting whether it deletes its cookies whenever it is closed
 */
record Client(Model model, Updates updates, Store store, Kind kind, boolean isForgetting) {

    /** Whose a client is. */
    enum Kind {
        /** On the person's own device. */
        OWN,
        /** On a computer or phone that the employer gave to the person. */
        WORK,
        /** On a shared station. */
        SHARED,
        /** On a computer of someone else, used once. */
        BORROWED,
        /** The app. */
        APP
    }

    boolean isApp() {
        return kind == Kind.APP;
    }

    boolean isPhone() {
        return model.type() == UserAgent.DeviceType.MOBILE;
    }

    /** How it describes itself on a day. */
    UserAgent userAgent(int day) {
        return model.userAgent(model.family().version(day, updates));
    }

    /** The same client with another store. */
    Client in(Store other) {
        return new Client(model, updates, other, kind, isForgetting);
    }
}
