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
     * Ends all sessions except the one of this browser and one that the owner wants to keep. Apps are notified by backchannel logout, and
     * events are raised.
     *
     * @param kept the id of a session; empty for none
     * @return the ids of the sessions that stay
     */
    public Set<String> endOthers(EventBuilder event, Optional<String> kept) {
        Set<String> spared = Stream.of(own(), kept).flatMap(Optional::stream).collect(Collectors.toSet());
        end(event, spared);
        return spared;
    }

    /** Ends all sessions, including the one of this browser. */
    public void endAll(EventBuilder event) {
        end(event, Set.of());
    }

    private void end(EventBuilder event, Set<String> spared) {
        List<UserSessionModel> others = Stream.concat(
                        session.sessions().getUserSessionsStream(realm, user),
                        session.sessions().getOfflineUserSessionsStream(realm, user))
                .filter(other -> !spared.contains(other.getId()))
                .toList();
        for (UserSessionModel other : others) {
            AuthenticationManager.backchannelLogout(
                    session,
                    realm,
                    other,
                    session.getContext().getUri(),
                    session.getContext().getConnection(),
                    session.getContext().getHttpRequest().getHttpHeaders(),
                    true);
            event.clone().event(EventType.LOGOUT).session(other).success();
        }
        if (spared.isEmpty()) {
            // Also revokes tokens issued earlier, which a new session with the same id would make valid again. Only if
            // no session is
            // spared, because not-before applies to all tokens of the user.
            session.users().setNotBeforeForUser(realm, user, (int) (Time.currentTimeMillis() / 1000));
        }
    }

    /** The id of the user's session in this browser; empty if there is none or it belongs to another user. */
    public Optional<String> own() {
        AuthenticationManager.AuthResult signedIn =
                AuthenticationManager.authenticateIdentityCookie(session, realm, true);
        boolean isOfUser = signedIn != null && signedIn.user().getId().equals(user.getId());
        return isOfUser ? Optional.of(signedIn.session().getId()) : Optional.empty();
    }
}
