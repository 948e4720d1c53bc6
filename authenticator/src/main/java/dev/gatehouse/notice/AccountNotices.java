package dev.gatehouse.notice;

import dev.gatehouse.factor.Enrolment;
import dev.gatehouse.mail.AccountNotice;
import dev.gatehouse.mfa.Gate;
import dev.gatehouse.recovery.Circumstances;
import dev.gatehouse.recovery.PausedSignIn;
import dev.gatehouse.recovery.RecoveryResourceProviderFactory;
import dev.gatehouse.store.Account;
import dev.gatehouse.store.Budget;
import dev.gatehouse.store.KeycloakClock;
import dev.gatehouse.store.SingleUseObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.Event;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Has people told what happened to their account, once the transaction in which it happened is committed. */
public final class AccountNotices {

    /** The setting of the gate that switches notices of changed passwords and addresses off. */
    public static final String SETTING = "accountNotices";

    /** The event that tells that a notice of a sign-in will be mailed. */
    static final String SIGN_IN_EVENT = "gatehouse_sign_in_notice_queued";

    private static final Duration IS_NEWS = Duration.ofHours(24);
    private static final Budget SIGN_INS = new Budget("sign-in-notices", 1, Duration.ofHours(1));
    private static final Clock CLOCK = new KeycloakClock();

    private final KeycloakSession session;
    private final RealmModel realm;

    public AccountNotices(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** Whether changes are told: the realm uses the gate and has a mail server, and no admin has switched it off. */
    boolean areOn() {
        RequiredActionConfigModel config = realm.getRequiredActionConfigByAlias(Gate.ACTION);
        String value = config == null || config.getConfig() == null ? null : config.getConfig().get(SETTING);
        // Anything but a clear no means yes.
        return Gate.isInUse(realm) && hasMailServer() && !Boolean.FALSE.toString().equalsIgnoreCase(value == null ? "" : value.strip());
    }

    /** The same of a realm, which may be gone. */
    static boolean areOn(KeycloakSession session, String realmId) {
        RealmModel realm = session.realms().getRealm(realmId);
        return realm != null && new AccountNotices(session, realm).areOn();
    }

    void passwordChanged(String userId, boolean byAdmin) {
        AccountNotice.Kind kind = byAdmin ? AccountNotice.Kind.PASSWORD_BY_ADMIN : AccountNotice.Kind.PASSWORD_CHANGED;
        afterCommit(new Notice(userId, kind, Optional.empty(), Optional.empty(), Circumstances.of(session, realm)));
    }

    void addressChanged(String userId, String oldAddress, boolean byAdmin) {
        AccountNotice.Kind kind = byAdmin ? AccountNotice.Kind.ADDRESS_BY_ADMIN : AccountNotice.Kind.ADDRESS_CHANGED;
        afterCommit(new Notice(userId, kind, Optional.of(oldAddress), Optional.empty(), Circumstances.of(session, realm)));
    }

    /**
     * Has a person told of each factor and each linked provider that was added or removed.
     *
     * @param changes read once the transaction is committed
     * @param byAdmin whether somebody else did it, by the admin REST interface for example
     */
    public void enrolmentsChanged(String userId, Supplier<List<Enrolment.Change>> changes, boolean byAdmin) {
        if (!areOn()) {
            return;
        }
        Circumstances circumstances = Circumstances.of(session, realm);
        afterCommit(() -> changes.get().forEach(change -> enqueue(new Notice(
                userId, AccountNotice.Kind.ofEnrolment(change.isAdded(), byAdmin), Optional.empty(), Optional.of(change.enrolment()), circumstances))));
    }

    /**
     * Has a person told of a completed login that is news to the account: at most once an hour, so that nobody is flooded.
     *
     * @param login the event of the login
     */
    public void signedIn(UserModel user, Event login) {
        if (user.getEmail() == null || !hasMailServer()) {
            return;
        }
        Notice notice = new Notice(user.getId(), AccountNotice.Kind.SIGN_IN, Optional.empty(), Optional.empty(), Circumstances.of(session, realm));
        KeycloakSessionFactory sessions = session.getKeycloakSessionFactory();
        ClientConnection connection = session.getContext().getConnection();
        String account = Account.of(realm, user).key();
        // The budget too: a login that is given up must not use up the notice of one that is not.
        afterCommit(() -> {
            if (SIGN_INS.take(new SingleUseObjectStore(sessions), account, CLOCK.instant()).isPresent() && enqueue(notice)) {
                KeycloakModelUtils.runJobInTransaction(sessions, own -> tell(own, connection, login));
            }
        });
    }

    /** Has a person told that wrong passwords have locked the account for a time, with a way to go on. */
    void signInPaused(String userId, String address) {
        PausedSignIn.announceAfterCommit(session, realm, userId, address);
    }

    private static void tell(KeycloakSession own, ClientConnection connection, Event login) {
        RealmModel same = own.realms().getRealm(login.getRealmId());
        own.getContext().setRealm(same);
        new EventBuilder(same, own, connection)
                .event(EventType.CUSTOM_REQUIRED_ACTION)
                .user(login.getUserId())
                .client(login.getClientId())
                .session(login.getSessionId())
                .ipAddress(login.getIpAddress())
                .detail("custom_required_action", SIGN_IN_EVENT)
                .success();
    }

    private boolean hasMailServer() {
        return realm.getSmtpConfig() != null && !realm.getSmtpConfig().isEmpty();
    }

    private void afterCommit(Notice notice) {
        afterCommit(() -> enqueue(notice));
    }

    private void afterCommit(Runnable task) {
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                task.run();
            }

            @Override
            protected void rollbackImpl() {
                // nothing happened
            }
        });
    }

    private boolean enqueue(Notice notice) {
        KeycloakSessionFactory sessions = session.getKeycloakSessionFactory();
        String realmId = realm.getId();
        Instant deadline = CLOCK.instant().plus(IS_NEWS);
        return RecoveryResourceProviderFactory.queue(session).offer(() -> KeycloakModelUtils.runJobInTransactionWithResult(sessions, own -> {
            RealmModel same = own.realms().getRealm(realmId);
            if (same == null) {
                return Optional.empty();
            }
            own.getContext().setRealm(same);
            return notice.write(own, same);
        }), deadline);
    }
}
