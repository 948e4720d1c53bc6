package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.RateLimit;
import dev.gatehouse.recovery.token.LinkPurpose;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How many mails about recovery one account may get for each purpose: 5 in any hour, and so far apart as the server says. Nobody but the
 * account's mailbox learns of it. A purpose does not use up the mails of another: a stranger who asks for new passwords must not keep
 * the owner from "This was not me".
 */
final class RecoveryEmailLimit {

    private static final int MAILS = 5;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final RateLimit perHour;
    private final RateLimit atOnce;
    private final ClusterStore store;
    private final String account;
    private Optional<RateLimit.Permit> ofTheHour = Optional.empty();
    private Optional<RateLimit.Permit> ofTheMoment = Optional.empty();

    /**
     * The allowance of one account for one purpose.
     *
     * @param between the least time between two mails, more than 0
     */
    RecoveryEmailLimit(ClusterStore store, String account, LinkPurpose purpose, Duration between) {
        this.perHour = new RateLimit("recovery-mails" + suffix(purpose), MAILS, WINDOW);
        this.atOnce = new RateLimit("recovery-mail-gap" + suffix(purpose), 1, between);
        this.store = store;
        this.account = account;
    }

    /** Names are data that nodes share; that of a reset is what it was before there were others. */
    private static String suffix(LinkPurpose purpose) {
        return switch (purpose) {
            case RESET -> "";
            case CHANGE -> "-change";
            case SECURE -> "-secure";
            case RESUME -> "-resume";
        };
    }

    /** When the next mail is possible; empty if it is now. Only the account itself may learn of it. */
    Optional<Instant> exhaustedUntil() {
        return atOnce.exhaustedUntil(store, account).or(() -> perHour.exhaustedUntil(store, account));
    }

    /** Takes the place of one mail; {@code false} if there is none. */
    boolean take(Instant now) {
        ofTheMoment = atOnce.take(store, account, now);
        if (ofTheMoment.isEmpty()) {
            return false;
        }
        ofTheHour = perHour.take(store, account, now);
        return ofTheHour.isPresent();
    }

    /** Gives the place back, because no mail was written. */
    void giveBack() {
        ofTheMoment.ifPresent(permit -> atOnce.giveBack(store, permit));
        ofTheHour.ifPresent(permit -> perHour.giveBack(store, permit));
    }
}
