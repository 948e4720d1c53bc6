package dev.gatehouse.bench.lab.company;

import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.UserAgent;
import java.time.Instant;

/** An event of a {@link CompanyLog}. */
public sealed interface CompanyEvent {

    /** When it happened. */
    Instant time();

    /** The number of the person whose account it concerns, from 0. */
    int person();

    /**
     * A login of the person, with the right password.
     *
     * @param store where the client keeps what the server gives it
     * @param isShared whether the computer is a shared workstation, whose users do not ask it to be remembered
     * @param isByApp whether a native app logged in by direct grant, without a browser
     * @param isAnswerLost whether the app never received the answer; the app tries again soon
     */
    record OwnLogin(
            Instant time,
            int person,
            Network network,
            UserAgent userAgent,
            Store store,
            boolean isShared,
            boolean isByApp,
            boolean isAnswerLost,
            Where where)
            implements CompanyEvent {}

    /**
     * A login of an attacker who knows the password and has none of the victim's stores.
     *
     * @param isOnNewcomer whether the victim joined during the log and is in the first week; to be counted separately. All other
     *     victims have been there for two weeks
     */
    record Attack(Instant time, int person, Attacker kind, Network network, UserAgent userAgent, boolean isOnNewcomer)
            implements CompanyEvent {}

    /** A store of the person lost its content. It may be used again, empty. */
    record StoreLost(Instant time, int person, Store store, Cause cause) implements CompanyEvent {

        /** Why a store lost its content. */
        public enum Cause {
            /** The person deleted the cookies once. */
            CLEARED,
            /** The browser deletes the cookies whenever it is closed. */
            EXIT,
            /** A private window was closed. */
            PRIVATE_WINDOW,
            /** The profile on a shared workstation was deleted at logout. */
            SHARED_WORKSTATION,
            /** A new computer or phone replaced the old one. */
            NEW_DEVICE,
            /** The app was installed again. */
            REINSTALLED,
            /** The app does not keep what the server gives it; see {@link CompanyPlan#keepingApps()}. */
            NOT_KEPT
        }
    }
}
