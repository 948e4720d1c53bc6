package dev.gatehouse.mfa.decision;

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

/** Secures an account: logins, proofs, sessions, codes, devices and links from before are worth nothing, but for what its owner is using. */
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

    /** Spares nothing. Must come before the profile is forgotten, see {@link SecurityStampService#move}. */
    public void all() {
        stamps.move(user);
        forgetPendingAddress();
    }

    /** Keycloak would propose to its owner what an intruder wanted the account moved to. A store that is only read has no such thing. */
    private void forgetPendingAddress() {
        if (user.getFirstAttribute(UserModel.EMAIL_PENDING) != null) {
            try {
                user.removeAttribute(UserModel.EMAIL_PENDING);
            } catch (ReadOnlyException e) {
                LOG.debugf(e, "The pending new address of the account %s stays in its store", user.getId());
            }
        }
    }

    /**
     * Spares sessions, online and offline, and what their browsers have begun in other tabs, unless they were void before.
     *
     * @param sessionIds their ids; none to spare none
     */
    public void sparing(Set<String> sessionIds) {
        SecuredAt before = stamps.securedAt(user);
        SecuredAt moved = stamps.move(user);
        sessionIds.stream()
                .flatMap(id -> Stream.of(session.sessions().getUserSession(realm, id), session.sessions().getOfflineUserSession(realm, id)))
                .filter(kept -> kept != null && before.equals(SecuredAt.parse(kept.getNote(SessionNotes.STAMP))))
                .forEach(kept -> kept.setNote(SessionNotes.STAMP, moved.text()));
        sessionIds.stream()
                .map(id -> session.authenticationSessions().getRootAuthenticationSession(realm, id))
                .filter(Objects::nonNull)
                .flatMap(root -> root.getAuthenticationSessions().values().stream())
                .filter(tab -> tab.getAuthenticatedUser() != null && tab.getAuthenticatedUser().getId().equals(user.getId()))
                .map(tab -> new LoginSecurityStamp(session, tab))
                .filter(stamp -> before.equals(stamp.securedAt()))
                .forEach(stamp -> stamp.spare(moved));
    }

    /** Spares the login in which the owner does it, and the session that it continues, unless they were void before. */
    public void sparing(AuthenticationSessionModel login) {
        LoginSecurityStamp stamp = new LoginSecurityStamp(session, login);
        boolean isSpared = stamp.isCurrent(user);
        String id = login.getParentSession().getId();
        sparing(isOfUser(session.sessions().getUserSession(realm, id)) ? Set.of(id) : Set.of());
        if (isSpared) {
            stamp.spare(stamps.securedAt(user));
        }
    }

    private boolean isOfUser(@Nullable UserSessionModel existing) {
        return existing != null && existing.getUser().getId().equals(user.getId());
    }
}
