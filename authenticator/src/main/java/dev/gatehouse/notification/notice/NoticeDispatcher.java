package dev.gatehouse.notification.notice;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.session.RealmJob;
import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.RateLimit;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import dev.gatehouse.notification.email.AccountNoticeEmail;
import dev.gatehouse.notification.email.EmailQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Queues notices. An account gets up to {@value #ONE_BY_ONE} notices of a kind one by one in any hour, cluster-wide. What happens beyond
 * that is counted, and one email reports the number: no user is flooded, and nothing goes unreported. What a node has counted is lost when
 * it stops, as is what waits in its queue.
 */
final class NoticeDispatcher {

    private static final Duration NOTICE_LIFETIME = Duration.ofHours(24);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int ONE_BY_ONE = 10;

    /** By then, a job that makes hundreds of changes has made most of them. */
    private static final Duration COLLECTION_TIME = Duration.ofSeconds(15);

    private static final Duration RETRY_DELAY = Duration.ofMinutes(1);
    private static final RateLimit COLLECTIONS = new RateLimit("account-notice-collections", 1, HOUR);

    /** What this node has counted, for each account with something to report. */
    private static final Map<AccountKey, HeldNotices> FURTHER = new ConcurrentHashMap<>();

    private final KeycloakSessionFactory sessions;
    private final EmailQueue queue;
    private final String realmId;
    private final ClusterStore store;

    NoticeDispatcher(KeycloakSessionFactory sessions, EmailQueue queue, String realmId) {
        this.sessions = sessions;
        this.queue = queue;
        this.realmId = realmId;
        this.store = new SingleUseObjectStore(sessions);
    }

    /**
     * What one email reports.
     *
     * @param number how many events
     * @param first the first of them
     */
    private record HeldNotices(int number, Notice first) {

        HeldNotices plus(HeldNotices more) {
            return new HeldNotices(number + more.number, first);
        }

        Notice asNotice() {
            return new Notice(
                    first.userId(),
                    AccountNoticeEmail.Kind.FURTHER,
                    Optional.empty(),
                    Optional.empty(),
                    Map.of("number", number),
                    first.requestSnapshot());
        }
    }

    /**
     * Queues a notice, or counts it.
     *
     * @return whether it is sent on its own
     */
    boolean send(Notice notice) {
        AccountKey account = new AccountKey(realmId, notice.userId());
        RateLimit allowed = rateLimit(notice.kind());
        Optional<RateLimit.Permit> use = allowed.take(store, account.key(), KeycloakClock.now());
        if (use.isPresent() && offer(notice)) {
            return true;
        }
        use.ifPresent(taken -> allowed.giveBack(store, taken));
        count(account, new HeldNotices(1, notice));
        return false;
    }

    /** One limit for related kinds, so that a flood of one kind does not use up the notices of another. */
    private static RateLimit rateLimit(AccountNoticeEmail.Kind kind) {
        String group =
                switch (kind) {
                    case PASSWORD_CHANGED, PASSWORD_BY_ADMIN -> "password";
                    case ADDRESS_CHANGED, ADDRESS_BY_ADMIN -> "address";
                    case SIGN_IN -> "sign-in";
                    case ENROLMENT_ADDED, ENROLMENT_REMOVED, ENROLMENT_ADDED_BY_ADMIN, ENROLMENT_REMOVED_BY_ADMIN ->
                        "enrolment";
                    case IMPERSONATED, LET_IN_ONCE, UNLOCKED, SIGNED_OUT, LOCKED_DOWN, FURTHER ->
                        kind.name().toLowerCase(Locale.ROOT);
                };
        return new RateLimit("account-notices-" + group, ONE_BY_ONE, HOUR);
    }

    private void count(AccountKey account, HeldNotices more) {
        HeldNotices counted = FURTHER.merge(account, more, HeldNotices::plus);
        if (counted.number() == more.number()) {
            Optional<Instant> next = COLLECTIONS.exhaustedUntil(store, account.key());
            sendLater(account, next.map(NoticeDispatcher::from).orElse(COLLECTION_TIME));
        }
    }

    private void sendLater(AccountKey account, Duration delay) {
        queue.later(() -> send(account), delay);
    }

    private void send(AccountKey account) {
        Optional<RateLimit.Permit> use = COLLECTIONS.take(store, account.key(), KeycloakClock.now());
        if (use.isEmpty()) {
            // Another node has reported what it had counted.
            sendLater(
                    account,
                    COLLECTIONS
                            .exhaustedUntil(store, account.key())
                            .map(NoticeDispatcher::from)
                            .orElse(RETRY_DELAY));
            return;
        }
        HeldNotices counted = FURTHER.remove(account);
        if (counted == null) {
            COLLECTIONS.giveBack(store, use.get());
        } else if (!offer(counted.asNotice())) {
            COLLECTIONS.giveBack(store, use.get());
            FURTHER.merge(account, counted, (since, before) -> before.plus(since));
            sendLater(account, RETRY_DELAY);
        }
    }

    private static Duration from(Instant then) {
        return Duration.between(KeycloakClock.now(), then).plusSeconds(1);
    }

    private boolean offer(Notice notice) {
        Instant deadline = KeycloakClock.now().plus(NOTICE_LIFETIME);
        return queue.offer(
                realmId, EmailQueue.Cause.HAPPENED, () -> RealmJob.call(sessions, realmId, notice::write), deadline);
    }
}
