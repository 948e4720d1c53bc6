package dev.gatehouse.recovery;

import dev.gatehouse.store.Budget;
import dev.gatehouse.store.SharedStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How many mails about recovery one account may get: 5 in any hour, 30 seconds apart. Nobody but the account's mailbox learns of it. */
final class MailAllowance {

    /** The least time between two mails. */
    static final Duration BETWEEN = Duration.ofSeconds(30);

    private static final Budget PER_HOUR = new Budget("recovery-mails", 5, Duration.ofHours(1));
    private static final Budget AT_ONCE = new Budget("recovery-mail-gap", 1, BETWEEN);

    private final SharedStore store;
    private final String account;
    private Optional<Budget.Use> ofTheHour = Optional.empty();
    private Optional<Budget.Use> ofTheMoment = Optional.empty();

    MailAllowance(SharedStore store, String account) {
        this.store = store;
        this.account = account;
    }

    /** When the next mail is possible; empty if it is now. Only the account itself may learn of it. */
    Optional<Instant> exhaustedUntil() {
        return AT_ONCE.exhaustedUntil(store, account).or(() -> PER_HOUR.exhaustedUntil(store, account));
    }

    /** Takes the place of one mail; {@code false} if there is none. */
    boolean take(Instant now) {
        ofTheMoment = AT_ONCE.take(store, account, now);
        if (ofTheMoment.isEmpty()) {
            return false;
        }
        ofTheHour = PER_HOUR.take(store, account, now);
        return ofTheHour.isPresent();
    }

    /** Gives the place back, because no mail was written. */
    void giveBack() {
        ofTheMoment.ifPresent(use -> AT_ONCE.giveBack(store, use));
        ofTheHour.ifPresent(use -> PER_HOUR.giveBack(store, use));
    }
}
