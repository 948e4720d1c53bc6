package dev.gatehouse.recovery;

import dev.gatehouse.Variant;
import dev.gatehouse.device.KnownDevices;
import dev.gatehouse.link.Ask;
import dev.gatehouse.link.Asks;
import dev.gatehouse.link.Link;
import dev.gatehouse.link.LinkToken;
import dev.gatehouse.link.Links;
import dev.gatehouse.link.Purpose;
import dev.gatehouse.mail.EmailGap;
import dev.gatehouse.mail.Envelope;
import dev.gatehouse.mail.MailQueue;
import dev.gatehouse.signals.RequestReader;
import dev.gatehouse.store.Account;
import dev.gatehouse.store.Budget;
import dev.gatehouse.store.KeycloakClock;
import dev.gatehouse.store.SharedStore;
import dev.gatehouse.store.SingleUseObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** What every door of recovery uses: the pages and links that are kept, the limits, and the queue of mails. */
final class Recovery {

    private static final Logger LOG = Logger.getLogger(Recovery.class);
    private static final Duration NOTICE_IS_NEWS = Duration.ofHours(24);
    private static final Budget KNOWN_DEVICES = new Budget("recovery-known-device", 5, Duration.ofHours(1));

    /** So that nobody's inbox fills up while somebody else guesses; an older mail can be replaced by the page that its link opens. */
    private static final Budget PAUSES = new Budget("pause-mails", 1, Duration.ofHours(6));
    private static final Clock CLOCK = new KeycloakClock();

    private final KeycloakSession session;
    private final RealmModel realm;
    private final SharedStore store;
    private final RecoverySettings settings;

    Recovery(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.store = new SingleUseObjectStore(session.getKeycloakSessionFactory());
        this.settings = RecoverySettings.of(realm);
        settings.problems().forEach(problem -> LOG.errorf(
                "GATEHOUSE-705 Configuration of the recovery in realm %s: %s. Until it is mended, the default holds", realm.getName(), problem));
    }

    /** What became of the wish for a mail. None of it depends on the account. */
    sealed interface Request extends Variant<Recovery.Request.Kind> {

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

    SharedStore store() {
        return store;
    }

    RecoverySettings settings() {
        return settings;
    }

    Links links() {
        return new Links(store, realm.getId(), CLOCK);
    }

    /** Keeps a link good that has just secured its account, once that is certain: whoever presses its button twice must not lose the way on. */
    void renewAfterCommit(LinkToken token, Link link) {
        Links links = links();
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                links.renew(token, link);
            }

            @Override
            protected void rollbackImpl() {
                // the account is what it was, and so is the link
            }
        });
    }

    Asks asks() {
        return new Asks(store, realm.getId(), CLOCK);
    }

    Instant now() {
        return CLOCK.instant();
    }

    /** Has a mail written to whoever is asked for. Does the same for everybody, and looks nobody up. */
    Request request(Ask ask, Ask.Target target) {
        Optional<Instant> gap = ask.askedAt().map(at -> at.plus(EmailGap.of(session))).filter(now()::isBefore);
        if (gap.isPresent() && ask.target().filter(target::equals).isPresent()) {
            return new Request.TooSoon(gap.get());
        }
        if (realm.getSmtpConfig() == null || realm.getSmtpConfig().isEmpty()) {
            LOG.errorf("GATEHOUSE-706 A mail was asked for, and realm %s has no mail server; configure one", realm.getName());
            return new Request.NoMail();
        }
        Optional<Budget.Use> ofDevice = placeOfDevice();
        NetworkAllowance network = network();
        Optional<Instant> next = ofDevice.isPresent() ? Optional.empty() : network.take(browser(ask), target.name(), now());
        if (next.isPresent()) {
            return new Request.TooMany(next.get());
        }
        Ask asking = ask.asking(target, now());
        if (enqueue(now().plus(settings.linkLifetime()), mails -> mails.answer(asking))) {
            asks().keep(asking);
            return new Request.Accepted();
        }
        network.giveBack();
        ofDevice.ifPresent(use -> KNOWN_DEVICES.giveBack(store, use));
        return new Request.Busy();
    }

    /** The place of a device that somebody is known to sign in with: a flood from the same network must not keep it from asking. */
    private Optional<Budget.Use> placeOfDevice() {
        return new KnownDevices(session).owner(realm).flatMap(owner -> KNOWN_DEVICES.take(store, Account.of(realm, owner).key(), now()));
    }

    private NetworkAllowance network() {
        RequestReader request = new RequestReader(session);
        List<String> wider = request.widerPrefixes(realm).stream().map(this::inRealm).toList();
        return new NetworkAllowance(store, settings.networkLimit(), inRealm(request.prefix(realm)), wider);
    }

    private String inRealm(String name) {
        return realm.getId() + ":" + name;
    }

    /** The login in progress tells one browser from another; it is no proof of anything. */
    private static Optional<String> browser(Ask ask) {
        return Optional.of(ask.way().login()).filter(login -> !login.isEmpty());
    }

    /** The same for somebody who is signed in, and so may know that the account has had enough mails for this purpose, whoever asked for them. */
    Request request(Ask ask, UserModel signedIn) {
        return allowance(signedIn, ask.purpose()).exhaustedUntil()
                .<Request>map(until -> until.isAfter(now().plus(EmailGap.of(session))) ? new Request.TooMany(until) : new Request.TooSoon(until))
                .orElseGet(() -> request(ask, new Ask.Account(signedIn.getId())));
    }

    /** How many mails somebody may get for a purpose. */
    MailAllowance allowance(UserModel user, Purpose purpose) {
        return new MailAllowance(store, Account.of(realm, user).key(), purpose, EmailGap.of(session));
    }

    /** Has the notice written that a password was changed. */
    void announceChange(String userId, Circumstances circumstances) {
        enqueue(MailQueue.Cause.HAPPENED, circumstances, now().plus(NOTICE_IS_NEWS), mails -> mails.changed(userId));
    }

    /** Has the owner of an account told that it is locked for a time, and how to go on. */
    void announcePause(String userId, Circumstances circumstances) {
        enqueue(MailQueue.Cause.HAPPENED, circumstances, now().plus(settings.linkLifetime()), mails -> mails.paused(userId));
    }

    /**
     * Takes the place of the one mail that an account gets about its locks within some hours, over all nodes; empty if it is taken, or if too many
     * accounts were locked from the same network.
     *
     * @param prefix the network
     */
    Optional<Budget.Use> takePause(UserModel user, String prefix) {
        Optional<Budget.Use> place = PAUSES.take(store, Account.of(realm, user).key(), now());
        Budget network = new Budget("pause-network", settings.networkLimit(), Duration.ofHours(1));
        if (place.isPresent() && network.take(store, realm.getId() + ":" + prefix, now()).isEmpty()) {
            giveBackPause(place.get());
            return Optional.empty();
        }
        return place;
    }

    /** Gives it back, because no mail was written. */
    void giveBackPause(Budget.Use place) {
        PAUSES.giveBack(store, place);
    }

    private boolean enqueue(Instant deadline, Function<RecoveryMails, Optional<Envelope>> writer) {
        return enqueue(MailQueue.Cause.ASKED, Circumstances.of(session, realm), deadline, writer);
    }

    private boolean enqueue(MailQueue.Cause cause, Circumstances circumstances, Instant deadline, Function<RecoveryMails, Optional<Envelope>> writer) {
        KeycloakSessionFactory sessions = session.getKeycloakSessionFactory();
        String realmId = realm.getId();
        MailQueue queue = RecoveryResourceProviderFactory.queue(session);
        return queue.offer(realmId, cause, () -> KeycloakModelUtils.runJobInTransactionWithResult(sessions, own -> {
            RealmModel same = own.realms().getRealm(realmId);
            if (same == null) {
                return Optional.empty();
            }
            own.getContext().setRealm(same);
            return writer.apply(new RecoveryMails(own, new Recovery(own, same), circumstances));
        }), deadline);
    }
}
