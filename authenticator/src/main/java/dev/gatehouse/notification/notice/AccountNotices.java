package dev.gatehouse.notification.notice;

import dev.gatehouse.keycloak.account.EnrolledCredential;
import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.config.SettingType;
import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.keycloak.session.AfterCommit;
import dev.gatehouse.keycloak.session.RealmJob;
import dev.gatehouse.keycloak.settings.SettingsInForce;
import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.keycloak.store.RateLimit;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import dev.gatehouse.notification.email.AccountNoticeEmail;
import dev.gatehouse.notification.email.EmailQueue;
import dev.gatehouse.notification.email.EmailQueueProvider;
import dev.gatehouse.notification.email.RequestSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Notifies users of what happened to their account, once the transaction in which it happened is committed. */
public final class AccountNotices {

    /** The setting of the gate that switches notices of changed passwords and addresses off. */
    static final Setting<Boolean> ENABLED = Setting.of("accountNotices", SettingType.protection(), "true");

    private static final List<String> IMPERSONATOR = List.of(Details.IMPERSONATOR, Details.IMPERSONATOR_REALM);

    /** For each device and place. */
    private static final RateLimit SIGN_INS = new RateLimit("sign-in-notices", 1, Duration.ofHours(1));

    private final KeycloakSession session;
    private final RealmModel realm;

    public AccountNotices(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** Whether notices are on: the realm uses the gate and has an SMTP server, and no admin has switched notices off. */
    boolean areOn() {
        return GatehouseRealm.of(realm).isGateEnabled()
                && hasMailServer()
                && ENABLED.read(SettingsInForce.ofAction(session, realm, GatehouseRequiredActions.GATE)
                        .texts());
    }

    /** The same for a realm that may have been deleted. */
    public static boolean areOn(KeycloakSession session, String realmId) {
        RealmModel realm = session.realms().getRealm(realmId);
        return realm != null && new AccountNotices(session, realm).areOn();
    }

    void passwordChanged(String userId, boolean byAdmin) {
        AccountNoticeEmail.Kind kind =
                byAdmin ? AccountNoticeEmail.Kind.PASSWORD_BY_ADMIN : AccountNoticeEmail.Kind.PASSWORD_CHANGED;
        afterCommit(Notice.of(userId, kind, RequestSnapshot.of(session, realm)));
    }

    void addressChanged(String userId, String oldAddress, boolean byAdmin) {
        AccountNoticeEmail.Kind kind =
                byAdmin ? AccountNoticeEmail.Kind.ADDRESS_BY_ADMIN : AccountNoticeEmail.Kind.ADDRESS_CHANGED;
        afterCommit(new Notice(
                userId, kind, Optional.of(oldAddress), Optional.empty(), Map.of(), RequestSnapshot.of(session, realm)));
    }

    /**
     * Notifies the owner of an account that an administrator has opened it: every time, because each may do something else.
     *
     * @param impersonation the event of it
     * @param impersonator the administrator's user name
     */
    void impersonated(Event impersonation, String impersonator) {
        UserModel user = impersonation.getUserId() == null
                ? null
                : session.users().getUserById(realm, impersonation.getUserId());
        if (user == null || user.getEmail() == null) {
            return;
        }
        Notice notice = new Notice(
                user.getId(),
                AccountNoticeEmail.Kind.IMPERSONATED,
                Optional.empty(),
                Optional.empty(),
                Map.of("impersonator", impersonator),
                RequestSnapshot.of(session, realm));
        KeycloakSessionFactory sessions = session.getKeycloakSessionFactory();
        ClientConnection connection = session.getContext().getConnection();
        AfterCommit.run(session, () -> {
            if (send(notice)) {
                RealmJob.run(
                        sessions,
                        impersonation.getRealmId(),
                        (jobSession, jobRealm) -> raise(
                                jobSession,
                                jobRealm,
                                connection,
                                impersonation,
                                GatehouseEvents.IMPERSONATION_NOTICE_QUEUED));
            }
        });
    }

    /**
     * Notifies a user of each factor and each linked provider that was added or removed.
     *
     * @param changes read once the transaction is committed
     * @param byAdmin whether another person did it, e.g. through the Admin REST API
     */
    public void enrolmentsChanged(String userId, Supplier<List<EnrolledCredential.Change>> changes, boolean byAdmin) {
        if (!areOn()) {
            return;
        }
        RequestSnapshot requestSnapshot = RequestSnapshot.of(session, realm);
        AfterCommit.run(session, () -> changes.get()
                .forEach(change -> send(new Notice(
                        userId,
                        AccountNoticeEmail.Kind.ofEnrolment(change.isAdded(), byAdmin),
                        Optional.empty(),
                        Optional.of(change.credential()),
                        Map.of(),
                        requestSnapshot))));
    }

    /**
     * Notifies a user of a completed login that is unusual for the account: at most once an hour for each device and place, so that the
     * user is not flooded, and no login is hidden by the notice of another.
     *
     * @param login the event of the login
     */
    public void signedIn(UserModel user, Event login) {
        if (user.getEmail() == null || !hasMailServer()) {
            return;
        }
        RequestSnapshot requestSnapshot = RequestSnapshot.of(session, realm);
        Notice notice = Notice.of(user.getId(), AccountNoticeEmail.Kind.SIGN_IN, requestSnapshot);
        KeycloakSessionFactory sessions = session.getKeycloakSessionFactory();
        ClientConnection connection = session.getContext().getConnection();
        String account = AccountKey.of(realm, user).key() + ":" + requestSnapshot.deviceAndPlace();
        // The limit too: an abandoned login must not use up the notice of a completed one.
        AfterCommit.run(session, () -> {
            if (SIGN_INS.take(new SingleUseObjectStore(sessions), account, KeycloakClock.now())
                            .isPresent()
                    && send(notice)) {
                RealmJob.run(
                        sessions,
                        login.getRealmId(),
                        (jobSession, jobRealm) ->
                                raise(jobSession, jobRealm, connection, login, GatehouseEvents.SIGN_IN_NOTICE_QUEUED));
            }
        });
    }

    /**
     * Notifies the owner of an account that support has done something to it. No setting switches this off: a person who has not asked for
     * help must learn of it.
     *
     * @param helper the user name of the helper or administrator
     * @return whether the owner can be notified: the account has an address, and the realm an SMTP server
     */
    public boolean helped(UserModel user, AccountNoticeEmail.Kind kind, String helper) {
        if (user.getEmail() == null || user.getEmail().isBlank() || !hasMailServer()) {
            return false;
        }
        afterCommit(new Notice(
                user.getId(),
                kind,
                Optional.empty(),
                Optional.empty(),
                Map.of("helper", helper),
                RequestSnapshot.of(session, realm)));
        return true;
    }

    private static void raise(
            KeycloakSession jobSession, RealmModel jobRealm, ClientConnection connection, Event login, String what) {
        EventBuilder event = new EventBuilder(jobRealm, jobSession, connection)
                .event(EventType.CUSTOM_REQUIRED_ACTION)
                .user(login.getUserId())
                .client(login.getClientId())
                .session(login.getSessionId())
                .ipAddress(login.getIpAddress())
                .detail(Details.CUSTOM_REQUIRED_ACTION, what);
        Map<String, String> details = login.getDetails() == null ? Map.of() : login.getDetails();
        IMPERSONATOR.forEach(detail -> event.detail(detail, details.get(detail)));
        event.success();
    }

    private boolean hasMailServer() {
        return realm.getSmtpConfig() != null && !realm.getSmtpConfig().isEmpty();
    }

    private void afterCommit(Notice notice) {
        AfterCommit.run(session, () -> send(notice));
    }

    /** Queues a notice, or counts it if the account has received enough; returns whether it is sent on its own. */
    private boolean send(Notice notice) {
        EmailQueue queue = EmailQueueProvider.of(session).queue();
        return new NoticeDispatcher(session.getKeycloakSessionFactory(), queue, realm.getId()).send(notice);
    }
}
