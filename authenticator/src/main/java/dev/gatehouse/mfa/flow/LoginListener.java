package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.event.AdminEventPath;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.keycloak.session.AfterCommit;
import dev.gatehouse.mfa.decision.LoginSecurityStamp;
import dev.gatehouse.mfa.decision.LoginStatistics;
import dev.gatehouse.mfa.decision.PendingLoginNotes;
import dev.gatehouse.mfa.device.KnownDevices;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import dev.gatehouse.notification.notice.AccountNotices;
import dev.gatehouse.risk.model.Proof;
import dev.gatehouse.risk.population.ChallengeCounter;
import dev.gatehouse.risk.profile.DeviceTokenRotations;
import dev.gatehouse.risk.profile.ProfileLookup;
import dev.gatehouse.risk.profile.ProfileStore;
import dev.gatehouse.risk.profile.SecuredAt;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Learns from logins once they are complete, that is after all required actions and consents. Forgets devices after a change of password or
 * email address.
 */
final class LoginListener implements EventListenerProvider {

    private static final String LOGIN = "gatehouse.login";

    private final KeycloakSession session;

    LoginListener(KeycloakSession session) {
        this.session = session;
    }

    /** Keeps a reference to the login where Keycloak does not: a direct grant has no authentication session in the context. */
    static void keepLogin(KeycloakSession session, AuthenticationSessionModel login) {
        session.setAttribute(LOGIN, login);
    }

    @Override
    public void onEvent(Event event) {
        EventType type = event.getType();
        if (type == EventType.LOGIN) {
            loginCompleted(event);
        } else if (type == EventType.UPDATE_CREDENTIAL || type == EventType.UPDATE_EMAIL) {
            forgetOutdatedDevices(event.getRealmId(), event.getUserId());
        } else if (type == EventType.SEND_IDENTITY_PROVIDER_LINK) {
            linkConfirmationSent(event);
        }
    }

    /**
     * A brokered login waits until the account owner has confirmed the link by email. Its security stamp is taken now: the login may resume
     * long after the owner's confirmation, when the owner may have secured the account.
     */
    private void linkConfirmationSent(Event event) {
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        UserModel user = login == null || event.getUserId() == null
                ? null
                : session.users().getUserById(login.getRealm(), event.getUserId());
        if (user != null && GatehouseRealm.of(login.getRealm()).isGateEnabled()) {
            new LoginSecurityStamp(session, login).begin(user);
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        AdminEventPath.ofUser(event)
                .filter(path -> event.getOperationType() == OperationType.UPDATE
                        || (event.getOperationType() == OperationType.ACTION && path.isPasswordReset()))
                .ifPresent(path -> forgetOutdatedDevices(event.getRealmId(), path.userId()));
    }

    private void loginCompleted(Event event) {
        AuthenticationSessionModel inContext = session.getContext().getAuthenticationSession();
        AuthenticationSessionModel authSession =
                inContext == null ? session.getAttribute(LOGIN, AuthenticationSessionModel.class) : inContext;
        if (authSession == null || event.getUserId() == null) {
            return;
        }
        PendingLoginNotes notes = new PendingLoginNotes(session, authSession);
        notes.pending(event.getUserId()).ifPresent(pending -> {
            notes.done();
            LoginSecurityStamp stamp = new LoginSecurityStamp(session, authSession);
            if (!stamp.isCurrent(authSession.getAuthenticatedUser())) {
                // The account was secured while the login waited: the login will be refused, and its device must not
                // become a known device.
                return;
            }
            complete(authSession, pending, stamp.securedAt());
            if (pending.isToBeNotified()) {
                new AccountNotices(session, authSession.getRealm()).signedIn(authSession.getAuthenticatedUser(), event);
            }
        });
    }

    private void complete(
            AuthenticationSessionModel authSession, PendingLoginNotes.Pending pending, SecuredAt securedAt) {
        RealmModel realm = authSession.getRealm();
        UserModel user = authSession.getAuthenticatedUser();
        String clientId = authSession.getClient().getClientId();
        ProfileLookup storedProfile = new SecurityStampService(session, realm).profile(user);
        UnaryOperator<DeviceTokenRotations> devices = pending.isDeviceStored()
                ? UnaryOperator.identity()
                : new DeviceOfLogin(session, authSession).completed(pending, securedAt, storedProfile);
        ProfileStore.Completed completed = new ProfileStore.Completed(
                pending.attempt(),
                pending.statistics().filter(LoginStatistics::wasChallenged).isPresent(),
                proof(pending),
                pending.isProven() && pending.copied().isPresent(),
                devices);
        ProfileStore profiles = new ProfileStore(session);
        ChallengeCounter counter = ChallengeCounter.of(session, realm);
        // After commit: a login that fails in the end must not be learned from, and updating the profile must never
        // delay or break a login.
        AfterCommit.run(session, () -> {
            boolean isFirst = profiles.learn(realm, user, storedProfile, completed);
            pending.statistics()
                    .ifPresent(statistics ->
                            counter.completed(statistics.completed(pending.attempt(), isFirst, clientId)));
        });
    }

    private static Proof proof(PendingLoginNotes.Pending pending) {
        if (!pending.isProven()) {
            return Proof.NONE;
        }
        return pending.statistics()
                        .filter(LoginStatistics::wasChallengedForScoreAlone)
                        .isPresent()
                ? Proof.FOR_SCORE
                : Proof.SECOND_FACTOR;
    }

    private void forgetOutdatedDevices(String realmId, @Nullable String userId) {
        RealmModel realm = session.realms().getRealm(realmId);
        UserModel user =
                realm == null || userId == null ? null : session.users().getUserById(realm, userId);
        if (user != null) {
            new KnownDevices(session).forgetOutdated(realm, user);
        }
    }

    @Override
    public void close() {
        // holds nothing
    }
}
