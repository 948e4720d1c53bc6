package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.RateLimit;
import dev.gatehouse.recovery.token.LinkPurpose;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Limits the recovery emails of one account for each purpose: 5 in any hour, with the server's minimum gap between them. Only the account's
 * mailbox learns of it. Each purpose has its own limit: a stranger who requests new passwords must not keep the owner from "This was not
 * me".
 */
final class RecoveryEmailLimit {

    private static final int LIMIT = 5;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final RateLimit perHour;
    private final RateLimit gap;
    private final ClusterStore store;
    private final String account;
    private Optional<RateLimit.Permit> hourPermit = Optional.empty();
    private Optional<RateLimit.Permit> gapPermit = Optional.empty();

    /**
     * The limit of one account for one purpose.
     *
     * @param between the least time between two emails, more than 0
     */
    RecoveryEmailLimit(ClusterStore store, String account, LinkPurpose purpose, Duration between) {
        this(store, account, suffix(purpose), between);
    }

    private RecoveryEmailLimit(ClusterStore store, String account, String suffix, Duration between) {
        this.perHour = new RateLimit("recovery-mails" + suffix, LIMIT, WINDOW);
        this.gap = new RateLimit("recovery-mail-gap" + suffix, 1, between);
        this.store = store;
        this.account = account;
    }

    /** The limit of the emails that replace a link of Keycloak, for one account or one invited address. */
    static RecoveryEmailLimit ofMailedLinks(ClusterStore store, String account, Duration between) {
        return new RecoveryEmailLimit(store, account, "-link", between);
    }

    /** Nodes share these names, so that of a reset stays what it was before there were other purposes. */
    private static String suffix(LinkPurpose purpose) {
        return switch (purpose) {
            case RESET -> "";
            case CHANGE -> "-change";
            case SECURE -> "-secure";
            case RESUME -> "-resume";
        };
    }

    /** When the next email is possible; empty if it is now. Only the owner of the account may learn it. */
    Optional<Instant> exhaustedUntil() {
        return Stream.of(gap, perHour)
                .flatMap(limit -> limit.exhaustedUntil(store, account).stream())
                .max(Comparator.naturalOrder());
    }

    /** Takes one email; {@code false} if there is none left. */
    boolean take(Instant now) {
        gapPermit = gap.take(store, account, now);
        if (gapPermit.isEmpty()) {
            return false;
        }
        hourPermit = perHour.take(store, account, now);
        if (hourPermit.isEmpty()) {
            // Otherwise whoever requests again and again would keep the gap taken when the hour is over.
            giveBack();
            return false;
        }
        return true;
    }

    /** Lifts the limit, whoever has used it up. */
    void clear() {
        gap.clear(store, account);
        perHour.clear(store, account);
    }

    /** Refunds the email, because none was written. */
    void giveBack() {
        gapPermit.ifPresent(permit -> gap.giveBack(store, permit));
        hourPermit.ifPresent(permit -> perHour.giveBack(store, permit));
    }
}
