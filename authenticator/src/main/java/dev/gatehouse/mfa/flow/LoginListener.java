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
import dev.gatehouse.risk.population.PopulationService;
import dev.gatehouse.risk.profile.DeviceTokenRotations;
import dev.gatehouse.risk.profile.ProfileLookup;
import dev.gatehouse.risk.profile.ProfileStore;
import dev.gatehouse.risk.profile.SecuredAt;
import java.util.Optional;
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
 * Learns from logins when they are complete, that is after all required actions and consents, and forgets devices when a
 * password or address has changed.
 */
final class LoginListener implements EventListenerProvider {

    private static final String LOGIN = "gatehouse.login";

    private final KeycloakSession session;

    LoginListener(KeycloakSession session) {
        this.session = session;
    }

    /** Keeps the login in progress where Keycloak does not: a direct grant has no authentication session in its context. */
    static void keepLogin(KeycloakSession session, AuthenticationSessionModel login) {
        session.setAttribute(LOGIN, login);
    }

    @Override
    public void onEvent(Event event) {
        EventType type = event.getType();
        if (type == EventType.LOGIN) {
            loginCompleted(event);
        } else if (type == EventType.UPDATE_CREDENTIAL || type == EventType.UPDATE_EMAIL) {
            forgetDevicesThatNothingRestsOn(event.getRealmId(), event.getUserId());
        } else if (type == EventType.SEND_IDENTITY_PROVIDER_LINK) {
            confirmationMailed(event);
        }
    }

    /**
     * A provider's login waits until the owner of an account has confirmed by mail that they belong together. It takes its stamp now: it may go on
     * long after the owner has, and by then have secured the account.
     */
    private void confirmationMailed(Event event) {
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        UserModel user = login == null || event.getUserId() == null ? null : session.users().getUserById(login.getRealm(), event.getUserId());
        if (user != null && GatehouseRealm.of(login.getRealm()).isGateEnabled()) {
            new LoginSecurityStamp(session, login).begin(user);
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        AdminEventPath.ofUser(event)
                .filter(path -> event.getOperationType() == OperationType.UPDATE
                        || (event.getOperationType() == OperationType.ACTION && path.isPasswordReset()))
                .ifPresent(path -> forgetDevicesThatNothingRestsOn(event.getRealmId(), path.userId()));
    }

    private void loginCompleted(Event event) {
        AuthenticationSessionModel inContext = session.getContext().getAuthenticationSession();
        AuthenticationSessionModel authSession =
                inContext == null ? session.getAttribute(LOGIN, AuthenticationSessionModel.class) : inContext;
        if (authSession == null || event.getUserId() == null) {
            return;
        }
        PendingLoginNotes notes = new PendingLoginNotes(authSession);
        notes.pending(event.getUserId()).ifPresent(pending -> {
            notes.done();
            LoginSecurityStamp stamp = new LoginSecurityStamp(session, authSession);
            if (!stamp.isCurrent(authSession.getAuthenticatedUser())) {
                // The account was secured while the login waited: it will be refused, and its device must not become a known one.
                return;
            }
            complete(authSession, pending, stamp.securedAt());
            if (pending.isToBeNotified()) {
                new AccountNotices(session, authSession.getRealm()).signedIn(authSession.getAuthenticatedUser(), event);
            }
        });
    }

    private void complete(AuthenticationSessionModel authSession, PendingLoginNotes.Pending pending, SecuredAt securedAt) {
        RealmModel realm = authSession.getRealm();
        UserModel user = authSession.getAuthenticatedUser();
        String clientId = authSession.getClient().getClientId();
        UnaryOperator<DeviceTokenRotations> devices =
                new KnownDevices(session).completed(realm, user, pending.attempt(), pending.rememberFor(), pending.isProven(), securedAt);
        ProfileStore.Completed completed =
                new ProfileStore.Completed(pending.attempt(), pending.statistics().filter(LoginStatistics::wasChallenged).isPresent(), devices);
        ProfileStore profiles = new ProfileStore(session);
        PopulationService populations = PopulationService.of(session);
        Optional<ProfileLookup> kept = SecurityStampService.read(session, user);
        // After commit: a login that fails after all is not learned from, and the profile never delays or breaks one.
        AfterCommit.run(session, () -> {
            boolean isFirst = profiles.learn(realm, user, kept.orElse(null), completed);
            pending.statistics().ifPresent(statistics ->
                    populations.count(realm.getId(), statistics.completed(pending.attempt(), isFirst, clientId)));
        });
    }

    private void forgetDevicesThatNothingRestsOn(String realmId, @Nullable String userId) {
        RealmModel realm = session.realms().getRealm(realmId);
        UserModel user = realm == null || userId == null ? null : session.users().getUserById(realm, userId);
        if (user != null) {
            new KnownDevices(session).forgetOutdated(realm, user);
        }
    }

    @Override
    public void close() {
        // holds nothing
    }
}
