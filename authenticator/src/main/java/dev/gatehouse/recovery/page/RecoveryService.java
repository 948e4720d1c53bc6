package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.crypto.Sha256;
import dev.gatehouse.keycloak.provider.Variant;
import dev.gatehouse.keycloak.session.AfterCommit;
import dev.gatehouse.keycloak.session.RealmJob;
import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.RateLimit;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import dev.gatehouse.keycloak.text.LogText;
import dev.gatehouse.mfa.device.KnownDevices;
import dev.gatehouse.notification.email.EmailInterval;
import dev.gatehouse.notification.email.EmailQueue;
import dev.gatehouse.notification.email.EmailQueueProvider;
import dev.gatehouse.notification.email.Envelope;
import dev.gatehouse.notification.email.RequestSnapshot;
import dev.gatehouse.recovery.token.LinkPurpose;
import dev.gatehouse.recovery.token.ResetLink;
import dev.gatehouse.recovery.token.ResetLinkStore;
import dev.gatehouse.recovery.token.ResetRequest;
import dev.gatehouse.recovery.token.ResetRequestStore;
import dev.gatehouse.recovery.token.ResetToken;
import dev.gatehouse.risk.signals.RequestReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** What all recovery pages share: the stores of requests and links, the rate limits, and the email queue. */
final class RecoveryService {

    private static final Logger LOG = Logger.getLogger(RecoveryService.class);
    private static final Duration NOTICE_LIFETIME = Duration.ofHours(24);
    private static final RateLimit KNOWN_DEVICES = new RateLimit("recovery-known-device", 5, Duration.ofHours(1));

    /** Keeps the inbox from filling up while an attacker guesses; the page that an older email opens can send a new one. */
    private static final RateLimit LOCKOUT_EMAILS = new RateLimit("pause-mails", 1, Duration.ofHours(6));

    private static final Clock CLOCK = new KeycloakClock();

    private final KeycloakSession session;
    private final RealmModel realm;
    private final ClusterStore store;
    private final RecoverySettings settings;

    RecoveryService(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.store = new SingleUseObjectStore(session.getKeycloakSessionFactory());
        this.settings = RecoverySettings.of(realm);
        settings.problems()
                .forEach(problem -> LOG.errorf(
                        "GATEHOUSE-705 Configuration of password recovery in realm %s: %s. Until fixed, the default applies",
                        LogText.of(realm.getName()), LogText.of(problem)));
    }

    /** The result of a request for an email. It does not depend on the account. */
    sealed interface Request extends Variant<RecoveryService.Request.Kind> {

        /** One for each record below. */
        enum Kind {
            ACCEPTED,
            BUSY,
            TOO_MANY,
            TOO_SOON,
            NO_MAIL
        }

        /** The request is queued. */
        record Accepted() implements Request {

            @Override
            public Kind kind() {
                return Kind.ACCEPTED;
            }
        }

        /** Too many emails are waiting. */
        record Busy() implements Request {

            @Override
            public Kind kind() {
                return Kind.BUSY;
            }
        }

        /**
         * Too many emails were requested from this network or, if the caller may learn it, for this account.
         *
         * @param until when the next is possible
         */
        record TooMany(Instant until) implements Request {

            @Override
            public Kind kind() {
                return Kind.TOO_MANY;
            }
        }

        /**
         * An email was requested a moment ago on this page or, if the caller may learn it, for this account.
         *
         * @param until when the next is possible
         */
        record TooSoon(Instant until) implements Request {

            @Override
            public Kind kind() {
                return Kind.TOO_SOON;
            }

            /** Whole seconds until the next is possible, at least 1. */
            long secondsFrom(Instant now) {
                return Math.max(1, Duration.between(now, until).toSeconds() + 1);
            }
        }

        /** The realm has no SMTP server. */
        record NoMail() implements Request {

            @Override
            public Kind kind() {
                return Kind.NO_MAIL;
            }
        }
    }

    RealmModel realm() {
        return realm;
    }

    ClusterStore store() {
        return store;
    }

    RecoverySettings settings() {
        return settings;
    }

    ResetLinkStore links() {
        return new ResetLinkStore(store, realm.getId(), CLOCK);
    }

    /**
     * Renews a link that has just secured its account, once that is committed: a user who submits the form twice must still be able to
     * continue.
     */
    void renewAfterCommit(ResetToken token, ResetLink link) {
        ResetLinkStore resetLinks = links();
        AfterCommit.run(session, () -> resetLinks.renew(token, link));
    }

    ResetRequestStore requests() {
        return new ResetRequestStore(store, realm.getId(), CLOCK);
    }

    Instant now() {
        return KeycloakClock.now();
    }

    /** Queues the recovery email. Does the same work for every target, without looking up the user, to prevent account enumeration. */
    Request request(ResetRequest resetRequest, ResetRequest.Target target) {
        Optional<Instant> gap = resetRequest
                .requestedAt()
                .map(at -> at.plus(EmailInterval.of(session)))
                .filter(now()::isBefore);
        if (gap.isPresent() && resetRequest.target().filter(target::equals).isPresent()) {
            return new Request.TooSoon(gap.get());
        }
        if (realm.getSmtpConfig() == null || realm.getSmtpConfig().isEmpty()) {
            LOG.errorf(
                    "GATEHOUSE-706 An email was requested, but realm %s has no SMTP server; configure one",
                    LogText.of(realm.getName()));
            return new Request.NoMail();
        }
        Optional<RateLimit.Permit> devicePermit = knownDevicePermit();
        NetworkRateLimit network = network();
        Optional<Instant> next =
                devicePermit.isPresent() ? Optional.empty() : network.take(browser(resetRequest), target.name(), now());
        if (next.isPresent()) {
            return new Request.TooMany(next.get());
        }
        ResetRequest requested = resetRequest.requestedFor(target, now());
        if (enqueue(now().plus(settings.linkLifetime()), emails -> emails.answer(requested))) {
            requests().awaiting(requested);
            return new Request.Accepted();
        }
        network.giveBack();
        devicePermit.ifPresent(permit -> KNOWN_DEVICES.giveBack(store, permit));
        return new Request.Busy();
    }

    /** The permit of a known device: a flood from the same network must not keep a device that a user signs in with from requesting. */
    private Optional<RateLimit.Permit> knownDevicePermit() {
        return new KnownDevices(session)
                .owner(realm)
                .flatMap(owner ->
                        KNOWN_DEVICES.take(store, AccountKey.of(realm, owner).key(), now()));
    }

    private NetworkRateLimit network() {
        RequestReader request = new RequestReader(session);
        List<String> wider =
                request.widerPrefixes(realm).stream().map(this::inRealm).toList();
        return new NetworkRateLimit(store, settings.networkLimit(), inRealm(request.prefix(realm)), wider);
    }

    private String inRealm(String name) {
        return realm.getId() + ":" + name;
    }

    /** The login in progress distinguishes one browser from another; it proves nothing. */
    private static Optional<String> browser(ResetRequest resetRequest) {
        return Optional.of(resetRequest.returnTarget().login()).filter(login -> !login.isEmpty());
    }

    /**
     * The same for a signed-in user, who may learn that the account has received enough emails for this purpose, regardless of who
     * requested them.
     */
    Request request(ResetRequest resetRequest, UserModel signedIn) {
        return allowance(signedIn, resetRequest.purpose())
                .exhaustedUntil()
                .<Request>map(until -> until.isAfter(now().plus(EmailInterval.of(session)))
                        ? new Request.TooMany(until)
                        : new Request.TooSoon(until))
                .orElseGet(() -> request(resetRequest, new ResetRequest.Account(signedIn.getId())));
    }

    /** Whether emails of the hour are left beyond those that are kept for buttons that the user presses. */
    boolean hasSpare(UserModel user, LinkPurpose purpose) {
        return allowance(user, purpose).hasSpare();
    }

    /** The limit of a user's emails for a purpose. */
    RecoveryEmailLimit allowance(UserModel user, LinkPurpose purpose) {
        return new RecoveryEmailLimit(
                store, AccountKey.of(realm, user).key(), mailbox(user), purpose, EmailInterval.of(session));
    }

    /**
     * The mailbox of a user, hashed. Accounts with a verified address do not share it with others: a stranger who registers accounts with
     * the address of another person must not use up the limit of that person.
     */
    private Optional<String> mailbox(UserModel user) {
        return Optional.ofNullable(user.getEmail())
                .map(address -> Sha256.hex(
                        realm.getId() + ":" + user.isEmailVerified() + ":" + address.toLowerCase(Locale.ROOT)));
    }

    /** Lifts the limits of a user's emails, for every purpose. */
    void clearLimits(UserModel user) {
        String account = AccountKey.of(realm, user).key();
        for (LinkPurpose purpose : LinkPurpose.values()) {
            allowance(user, purpose).clear();
        }
        RecoveryEmailLimit.ofMailedLinks(store, account, EmailInterval.of(session))
                .clear();
        KNOWN_DEVICES.clear(store, account);
        LOCKOUT_EMAILS.clear(store, account);
    }

    /** Queues the email to one of several accounts that have the address of a request. */
    void answerOne(ResetRequest resetRequest, String userId, RequestSnapshot requestSnapshot) {
        enqueue(
                EmailQueue.Cause.REQUESTED,
                requestSnapshot,
                now().plus(settings.linkLifetime()),
                emails -> emails.answerOne(resetRequest, userId));
    }

    /** Queues the notice that a password was changed. */
    void announceChange(String userId, RequestSnapshot requestSnapshot) {
        enqueue(
                EmailQueue.Cause.HAPPENED,
                requestSnapshot,
                now().plus(NOTICE_LIFETIME),
                emails -> emails.changed(userId));
    }

    /** Queues the notice to the owner of an account that it is temporarily locked, and how to continue. */
    void announceLockout(String userId, RequestSnapshot requestSnapshot) {
        enqueue(
                EmailQueue.Cause.HAPPENED,
                requestSnapshot,
                now().plus(settings.linkLifetime()),
                emails -> emails.paused(userId));
    }

    /**
     * Takes the permit for the one email that an account gets about its locks within six hours, cluster-wide; empty if it is taken, or if
     * too many accounts were locked from the same network.
     *
     * @param prefix the prefix of the network
     */
    Optional<RateLimit.Permit> takeLockoutPermit(UserModel user, String prefix) {
        Optional<RateLimit.Permit> permit =
                LOCKOUT_EMAILS.take(store, AccountKey.of(realm, user).key(), now());
        RateLimit network = new RateLimit("pause-network", settings.networkLimit(), Duration.ofHours(1));
        if (permit.isPresent()
                && network.take(store, realm.getId() + ":" + prefix, now()).isEmpty()) {
            giveBackLockoutPermit(permit.get());
            return Optional.empty();
        }
        return permit;
    }

    /** Refunds the permit, because no email was written. */
    void giveBackLockoutPermit(RateLimit.Permit permit) {
        LOCKOUT_EMAILS.giveBack(store, permit);
    }

    private boolean enqueue(Instant deadline, Function<RecoveryEmails, Optional<Envelope>> writer) {
        return enqueue(EmailQueue.Cause.REQUESTED, RequestSnapshot.of(session, realm), deadline, writer);
    }

    private boolean enqueue(
            EmailQueue.Cause cause,
            RequestSnapshot requestSnapshot,
            Instant deadline,
            Function<RecoveryEmails, Optional<Envelope>> writer) {
        KeycloakSessionFactory sessions = session.getKeycloakSessionFactory();
        String realmId = realm.getId();
        EmailQueue queue = EmailQueueProvider.of(session).queue();
        return queue.offer(
                realmId,
                cause,
                () -> RealmJob.call(
                        sessions,
                        realmId,
                        (jobSession, jobRealm) -> writer.apply(new RecoveryEmails(
                                jobSession, new RecoveryService(jobSession, jobRealm), requestSnapshot))),
                deadline);
    }
}
