package dev.gatehouse.recovery;

import dev.gatehouse.store.Budget;
import dev.gatehouse.store.SharedStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How many mails about recovery one account may get: 5 in any hour, and so far apart as the server says. Nobody but the account's mailbox learns of it. */
final class MailAllowance {

    private static final Budget PER_HOUR = new Budget("recovery-mails", 5, Duration.ofHours(1));

    private final Budget atOnce;
    private final SharedStore store;
    private final String account;
    private Optional<Budget.Use> ofTheHour = Optional.empty();
    private Optional<Budget.Use> ofTheMoment = Optional.empty();

    /**
     * The allowance of one account.
     *
     * @param between the least time between two mails, more than 0
     */
    MailAllowance(SharedStore store, String account, Duration between) {
        this.atOnce = new Budget("recovery-mail-gap", 1, between);
        this.store = store;
        this.account = account;
    }

    /** When the next mail is possible; empty if it is now. Only the account itself may learn of it. */
    Optional<Instant> exhaustedUntil() {
        return atOnce.exhaustedUntil(store, account).or(() -> PER_HOUR.exhaustedUntil(store, account));
    }

    /** Takes the place of one mail; {@code false} if there is none. */
    boolean take(Instant now) {
        ofTheMoment = atOnce.take(store, account, now);
        if (ofTheMoment.isEmpty()) {
            return false;
        }
        ofTheHour = PER_HOUR.take(store, account, now);
        return ofTheHour.isPresent();
    }

    /** Gives the place back, because no mail was written. */
    void giveBack() {
        ofTheMoment.ifPresent(use -> atOnce.giveBack(store, use));
        ofTheHour.ifPresent(use -> PER_HOUR.giveBack(store, use));
    }
}
