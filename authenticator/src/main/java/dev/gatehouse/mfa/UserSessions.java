package dev.gatehouse.mfa;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;

/** The sessions of a user, online and offline. */
public final class UserSessions {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    public UserSessions(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
    }

    /**
     * Ends them all, but for the session that this browser itself has. Apps are told, and events say so.
     *
     * @return the id of that session; empty if the browser has none
     */
    public Optional<String> endOthers(EventBuilder event) {
        String own = ownSession();
        end(event, own);
        return Optional.of(own).filter(id -> !id.isEmpty());
    }

    /** Ends them all, and the session that this browser itself has. */
    public void endAll(EventBuilder event) {
        end(event, "");
    }

    private void end(EventBuilder event, String own) {
        List<UserSessionModel> others = Stream.concat(
                        session.sessions().getUserSessionsStream(realm, user), session.sessions().getOfflineUserSessionsStream(realm, user))
                .filter(other -> !other.getId().equals(own))
                .toList();
        for (UserSessionModel other : others) {
            AuthenticationManager.backchannelLogout(
                    session, realm, other, session.getContext().getUri(), session.getContext().getConnection(),
                    session.getContext().getHttpRequest().getHttpHeaders(), true);
            event.clone().event(EventType.LOGOUT).session(other).success();
        }
        if (own.isEmpty()) {
            // Tokens that were given out before are worth nothing either. They would be in this browser too, and whoever signs in again may get a
            // session with the same id.
            session.users().setNotBeforeForUser(realm, user, (int) (Time.currentTimeMillis() / 1000));
        }
    }

    /** The id of the user's session in this browser; an empty text if it has none, or that of somebody else. */
    private String ownSession() {
        AuthenticationManager.AuthResult signedIn = AuthenticationManager.authenticateIdentityCookie(session, realm, true);
        boolean isOwn = signedIn != null && signedIn.user().getId().equals(user.getId());
        return isOwn ? signedIn.session().getId() : "";
    }
}
