package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.provider.Variant;
import dev.gatehouse.keycloak.session.AfterCommit;
import dev.gatehouse.keycloak.session.RealmJob;
import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.RateLimit;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import dev.gatehouse.mfa.device.KnownDevices;
import dev.gatehouse.notification.email.EmailGap;
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
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** What every door of recovery uses: the pages and links that are kept, the limits, and the queue of mails. */
final class RecoveryService {

    private static final Logger LOG = Logger.getLogger(RecoveryService.class);
    private static final Duration NOTICE_IS_NEWS = Duration.ofHours(24);
    private static final RateLimit KNOWN_DEVICES = new RateLimit("recovery-known-device", 5, Duration.ofHours(1));

    /** So that nobody's inbox fills up while somebody else guesses; an older mail can be replaced by the page that its link opens. */
    private static final RateLimit PAUSES = new RateLimit("pause-mails", 1, Duration.ofHours(6));
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
        settings.problems().forEach(problem -> LOG.errorf(
                "GATEHOUSE-705 Configuration of password recovery in realm %s: %s. Until fixed, the default applies", realm.getName(), problem));
    }

    /** What became of the wish for a mail. None of it depends on the account. */
    sealed interface Request extends Variant<RecoveryService.Request.Kind> {

        /** One for each record below. */
        enum Kind { ACCEPTED, BUSY, TOO_MANY, TOO_SOON, NO_MAIL }

        /** It will be looked into. */
        record Accepted() implements Request {

            @Override
            public Kind kind() {
                return Kind.ACCEPTED;
            }
        }

        /** Too many mails are waiting. */
        record Busy() implements Request {

            @Override
            public Kind kind() {
                return Kind.BUSY;
            }
        }

        /**
         * Too many mails were asked for from this network, or, where that may be told, for this account.
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
         * One was asked for on this page, or, where that may be told, for this account, a moment ago.
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

        /** The realm has no mail server. */
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

    /** Keeps a link good that has just secured its account, once that is certain: whoever presses its button twice must not lose the way on. */
    void renewAfterCommit(ResetToken token, ResetLink link) {
        ResetLinkStore resetLinks = links();
        AfterCommit.run(session, () -> resetLinks.renew(token, link));
    }

    ResetRequestStore asks() {
        return new ResetRequestStore(store, realm.getId(), CLOCK);
    }

    Instant now() {
        return KeycloakClock.now();
    }

    /** Has a mail written to whoever is asked for. Does the same for everybody, and looks nobody up. */
    Request request(ResetRequest resetRequest, ResetRequest.Target target) {
        Optional<Instant> gap = resetRequest.requestedAt().map(at -> at.plus(EmailGap.of(session))).filter(now()::isBefore);
        if (gap.isPresent() && resetRequest.target().filter(target::equals).isPresent()) {
            return new Request.TooSoon(gap.get());
        }
        if (realm.getSmtpConfig() == null || realm.getSmtpConfig().isEmpty()) {
            LOG.errorf("GATEHOUSE-706 An email was requested, but realm %s has no SMTP server; configure one", realm.getName());
            return new Request.NoMail();
        }
        Optional<RateLimit.Permit> ofDevice = placeOfDevice();
        NetworkRateLimit network = network();
        Optional<Instant> next = ofDevice.isPresent() ? Optional.empty() : network.take(browser(resetRequest), target.name(), now());
        if (next.isPresent()) {
            return new Request.TooMany(next.get());
        }
        ResetRequest asking = resetRequest.asking(target, now());
        if (enqueue(now().plus(settings.linkLifetime()), mails -> mails.answer(asking))) {
            asks().keep(asking);
            return new Request.Accepted();
        }
        network.giveBack();
        ofDevice.ifPresent(permit -> KNOWN_DEVICES.giveBack(store, permit));
        return new Request.Busy();
    }

    /** The place of a device that somebody is known to sign in with: a flood from the same network must not keep it from asking. */
    private Optional<RateLimit.Permit> placeOfDevice() {
        return new KnownDevices(session).owner(realm).flatMap(owner -> KNOWN_DEVICES.take(store, AccountKey.of(realm, owner).key(), now()));
    }

    private NetworkRateLimit network() {
        RequestReader request = new RequestReader(session);
        List<String> wider = request.widerPrefixes(realm).stream().map(this::inRealm).toList();
        return new NetworkRateLimit(store, settings.networkLimit(), inRealm(request.prefix(realm)), wider);
    }

    private String inRealm(String name) {
        return realm.getId() + ":" + name;
    }

    /** The login in progress tells one browser from another; it is no proof of anything. */
    private static Optional<String> browser(ResetRequest resetRequest) {
        return Optional.of(resetRequest.returnTarget().login()).filter(login -> !login.isEmpty());
    }

    /** The same for somebody who is signed in, and so may know that the account has had enough mails for this purpose, whoever asked for them. */
    Request request(ResetRequest resetRequest, UserModel signedIn) {
        return allowance(signedIn, resetRequest.purpose()).exhaustedUntil()
                .<Request>map(until -> until.isAfter(now().plus(EmailGap.of(session))) ? new Request.TooMany(until) : new Request.TooSoon(until))
                .orElseGet(() -> request(resetRequest, new ResetRequest.Account(signedIn.getId())));
    }

    /** How many mails somebody may get for a purpose. */
    RecoveryEmailLimit allowance(UserModel user, LinkPurpose purpose) {
        return new RecoveryEmailLimit(store, AccountKey.of(realm, user).key(), purpose, EmailGap.of(session));
    }

    /** Has the notice written that a password was changed. */
    void announceChange(String userId, RequestSnapshot requestSnapshot) {
        enqueue(EmailQueue.Cause.HAPPENED, requestSnapshot, now().plus(NOTICE_IS_NEWS), mails -> mails.changed(userId));
    }

    /** Has the owner of an account told that it is locked for a time, and how to go on. */
    void announcePause(String userId, RequestSnapshot requestSnapshot) {
        enqueue(EmailQueue.Cause.HAPPENED, requestSnapshot, now().plus(settings.linkLifetime()), mails -> mails.paused(userId));
    }

    /**
     * Takes the place of the one mail that an account gets about its locks within some hours, over all nodes; empty if it is taken, or if too many
     * accounts were locked from the same network.
     *
     * @param prefix the network
     */
    Optional<RateLimit.Permit> takePause(UserModel user, String prefix) {
        Optional<RateLimit.Permit> place = PAUSES.take(store, AccountKey.of(realm, user).key(), now());
        RateLimit network = new RateLimit("pause-network", settings.networkLimit(), Duration.ofHours(1));
        if (place.isPresent() && network.take(store, realm.getId() + ":" + prefix, now()).isEmpty()) {
            giveBackPause(place.get());
            return Optional.empty();
        }
        return place;
    }

    /** Gives it back, because no mail was written. */
    void giveBackPause(RateLimit.Permit place) {
        PAUSES.giveBack(store, place);
    }

    private boolean enqueue(Instant deadline, Function<RecoveryEmails, Optional<Envelope>> writer) {
        return enqueue(EmailQueue.Cause.REQUESTED, RequestSnapshot.of(session, realm), deadline, writer);
    }

    private boolean enqueue(EmailQueue.Cause cause, RequestSnapshot requestSnapshot, Instant deadline, Function<RecoveryEmails, Optional<Envelope>> writer) {
        KeycloakSessionFactory sessions = session.getKeycloakSessionFactory();
        String realmId = realm.getId();
        EmailQueue queue = EmailQueueProvider.of(session).queue();
        return queue.offer(realmId, cause, () -> RealmJob.call(sessions, realmId, (own, same) ->
                writer.apply(new RecoveryEmails(own, new RecoveryService(own, same), requestSnapshot))), deadline);
    }
}
