package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.text.LogText;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import dev.gatehouse.risk.profile.SecuredAt;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.storage.ReadOnlyException;

/** Secures an account: revokes earlier logins, MFA evidence, sessions, codes, devices and links, except what its owner is using. */
public final class SecurityStampRotation {

    private static final Logger LOG = Logger.getLogger(SecurityStampRotation.class);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;
    private final SecurityStampService stamps;

    public SecurityStampRotation(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
        this.stamps = new SecurityStampService(session, realm);
    }

    /** Revokes everything. Must be called before the profile is deleted, see {@link SecurityStampService#move}. */
    public void all() {
        stamps.move(user);
        forgetPendingAddress();
    }

    /** Revokes everything but the sessions, online and offline, unless they were revoked before. */
    public void allButSessions() {
        SecuredAt before = stamps.securedAt(user);
        SecuredAt moved = stamps.move(user);
        Stream.concat(
                        session.sessions().getUserSessionsStream(realm, user),
                        session.sessions().getOfflineUserSessionsStream(realm, user))
                .filter(existing -> isFrom(existing, before))
                .forEach(existing -> existing.setNote(SessionNotes.STAMP, moved.text()));
        forgetPendingAddress();
    }

    /** Whether a session is not older than the time when the account was secured. One that the gate never saw has only its own time. */
    private static boolean isFrom(UserSessionModel existing, SecuredAt secured) {
        String stamp = existing.getNote(SessionNotes.STAMP);
        return stamp == null ? !secured.isAfter(existing.getStarted()) : secured.equals(SecuredAt.parse(stamp));
    }

    /**
     * Removes the pending email address: Keycloak would otherwise offer the owner an address that an attacker entered. Read-only stores
     * hold none.
     */
    private void forgetPendingAddress() {
        if (user.getFirstAttribute(UserModel.EMAIL_PENDING) != null) {
            try {
                user.removeAttribute(UserModel.EMAIL_PENDING);
            } catch (ReadOnlyException e) {
                LOG.debugf(e, "The pending new address of the account %s stays in its store", LogText.of(user.getId()));
            }
        }
    }

    /**
     * Spares sessions, online and offline, and logins in other tabs of their browsers, unless they were revoked before.
     *
     * @param sessionIds their ids; empty to spare none
     */
    public void sparing(Set<String> sessionIds) {
        SecuredAt before = stamps.securedAt(user);
        SecuredAt moved = stamps.move(user);
        sessionIds.stream()
                .flatMap(id -> Stream.of(
                        session.sessions().getUserSession(realm, id),
                        session.sessions().getOfflineUserSession(realm, id)))
                .filter(kept -> kept != null && before.equals(SecuredAt.parse(kept.getNote(SessionNotes.STAMP))))
                .forEach(kept -> kept.setNote(SessionNotes.STAMP, moved.text()));
        sessionIds.stream()
                .map(id -> session.authenticationSessions().getRootAuthenticationSession(realm, id))
                .filter(Objects::nonNull)
                .flatMap(root -> root.getAuthenticationSessions().values().stream())
                .filter(tab -> tab.getAuthenticatedUser() != null
                        && tab.getAuthenticatedUser().getId().equals(user.getId()))
                .map(tab -> new LoginSecurityStamp(session, tab))
                .filter(stamp -> before.equals(stamp.securedAt()))
                .forEach(stamp -> stamp.keepValid(moved));
    }

    /** Spares the login in which the owner secures the account, and the session that it continues, unless they were revoked before. */
    public void sparing(AuthenticationSessionModel login) {
        LoginSecurityStamp stamp = new LoginSecurityStamp(session, login);
        boolean isSpared = stamp.isCurrent(user);
        String id = login.getParentSession().getId();
        sparing(isOfUser(session.sessions().getUserSession(realm, id)) ? Set.of(id) : Set.of());
        if (isSpared) {
            stamp.keepValid(stamps.securedAt(user));
        }
    }

    private boolean isOfUser(@Nullable UserSessionModel existing) {
        return existing != null && existing.getUser().getId().equals(user.getId());
    }
}
