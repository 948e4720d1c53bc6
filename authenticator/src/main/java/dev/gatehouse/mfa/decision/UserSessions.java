package dev.gatehouse.mfa.decision;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
     * Ends them all, but for the session that this browser itself has and one that the owner wants kept. Apps are told, and events say so.
     *
     * @param kept the id of a session; empty for none
     * @return the ids of those that go on
     */
    public Set<String> endOthers(EventBuilder event, Optional<String> kept) {
        Set<String> spared = Stream.of(own(), kept).flatMap(Optional::stream).collect(Collectors.toSet());
        end(event, spared);
        return spared;
    }

    /** Ends them all, and the session that this browser itself has. */
    public void endAll(EventBuilder event) {
        end(event, Set.of());
    }

    private void end(EventBuilder event, Set<String> spared) {
        List<UserSessionModel> others = Stream.concat(
                        session.sessions().getUserSessionsStream(realm, user), session.sessions().getOfflineUserSessionsStream(realm, user))
                .filter(other -> !spared.contains(other.getId()))
                .toList();
        for (UserSessionModel other : others) {
            AuthenticationManager.backchannelLogout(
                    session, realm, other, session.getContext().getUri(), session.getContext().getConnection(),
                    session.getContext().getHttpRequest().getHttpHeaders(), true);
            event.clone().event(EventType.LOGOUT).session(other).success();
        }
        if (spared.isEmpty()) {
            // Tokens that were given out before are worth nothing either. They would be in this browser too, and whoever signs in again may get a
            // session with the same id.
            session.users().setNotBeforeForUser(realm, user, (int) (Time.currentTimeMillis() / 1000));
        }
    }

    /** The id of the user's session in this browser; empty if it has none, or that of somebody else. */
    public Optional<String> own() {
        AuthenticationManager.AuthResult signedIn = AuthenticationManager.authenticateIdentityCookie(session, realm, true);
        boolean isOwn = signedIn != null && signedIn.user().getId().equals(user.getId());
        return isOwn ? Optional.of(signedIn.session().getId()) : Optional.empty();
    }
}
