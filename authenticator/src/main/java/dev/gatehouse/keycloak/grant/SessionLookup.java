package dev.gatehouse.keycloak.grant;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;

/** Finds user sessions, online or offline. */
public final class SessionLookup {

    private SessionLookup() {}

    /** The session with this id; empty if there is none. */
    public static Optional<UserSessionModel> find(KeycloakSession session, RealmModel realm, @Nullable String id) {
        return Optional.ofNullable(id)
                .map(sessionId -> session.sessions().getUserSession(realm, sessionId))
                .or(() -> Optional.ofNullable(id)
                        .map(sessionId -> session.sessions().getOfflineUserSession(realm, sessionId)));
    }
}
