package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.RateLimit;
import dev.gatehouse.recovery.token.LinkPurpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Limits the recovery emails of one account for each purpose: 5 in any hour, with the server's minimum gap between them. All accounts that
 * share a mailbox get 10 in any hour. Only the mailbox learns of it. Each purpose has its own limit: a stranger who requests new passwords
 * must not keep the owner from "This was not me".
 */
final class RecoveryEmailLimit {

    private static final int LIMIT = 5;

    /** One request can reach 10 accounts of an address. */
    private static final int MAILBOX_LIMIT = 10;

    private static final Duration WINDOW = Duration.ofHours(1);

    /** How many emails of an account are kept for those that its user requests with a button. */
    private static final int KEPT = 2;

    private final ClusterStore store;
    private final Share perHour;
    private final List<Share> shares;
    private final List<Taken> taken = new ArrayList<>();

    /** A limit, and whose. */
    private record Share(RateLimit limit, String key) {}

    private record Taken(RateLimit limit, RateLimit.Permit permit) {}

    /**
     * The limit of one account for one purpose.
     *
     * @param mailbox the address of the account, in a form that reveals nothing; empty if it shares none
     * @param between the least time between two emails, more than 0
     */
    RecoveryEmailLimit(
            ClusterStore store, String account, Optional<String> mailbox, LinkPurpose purpose, Duration between) {
        this(store, account, mailbox, suffix(purpose), between);
    }

    private RecoveryEmailLimit(
            ClusterStore store, String account, Optional<String> mailbox, String suffix, Duration between) {
        this.store = store;
        this.perHour = new Share(new RateLimit("recovery-mails" + suffix, LIMIT, WINDOW), account);
        this.shares = new ArrayList<>(
                List.of(new Share(new RateLimit("recovery-mail-gap" + suffix, 1, between), account), perHour));
        mailbox.ifPresent(address ->
                shares.add(new Share(new RateLimit("recovery-mailbox" + suffix, MAILBOX_LIMIT, WINDOW), address)));
    }

    /** The limit of the emails that replace a link of Keycloak, for one account or one invited address. */
    static RecoveryEmailLimit ofMailedLinks(ClusterStore store, String account, Duration between) {
        return new RecoveryEmailLimit(store, account, Optional.empty(), "-link", between);
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
        return shares.stream()
                .flatMap(share -> share.limit().exhaustedUntil(store, share.key()).stream())
                .max(Comparator.naturalOrder());
    }

    /** Whether emails of the hour are left beyond those that are kept. */
    boolean hasSpare() {
        return perHour.limit().used(store, perHour.key()) < LIMIT - KEPT;
    }

    /** Takes one email; {@code false} if there is none left. */
    boolean take(Instant now) {
        for (Share share : shares) {
            Optional<RateLimit.Permit> permit = share.limit().take(store, share.key(), now);
            if (permit.isEmpty()) {
                // Otherwise whoever requests again and again would keep the gap taken when the hour is over.
                giveBack();
                return false;
            }
            taken.add(new Taken(share.limit(), permit.get()));
        }
        return true;
    }

    /** Lifts the limit, whoever has used it up. */
    void clear() {
        shares.forEach(share -> share.limit().clear(store, share.key()));
    }

    /** Refunds the email, because none was written. */
    void giveBack() {
        taken.forEach(each -> each.limit().giveBack(store, each.permit()));
        taken.clear();
    }
}
