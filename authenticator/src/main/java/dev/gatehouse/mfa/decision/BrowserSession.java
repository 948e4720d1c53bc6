package dev.gatehouse.mfa.decision;

import java.util.Optional;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;

/** The session of the browser that sent the request, of whichever user. */
public final class BrowserSession {

    private final KeycloakSession session;
    private final RealmModel realm;

    public BrowserSession(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** The session; empty if nobody is signed in. */
    public Optional<UserSessionModel> find() {
        return Optional.ofNullable(AuthenticationManager.authenticateIdentityCookie(session, realm, true))
                .map(AuthenticationManager.AuthResult::session);
    }

    /** Ends it. Apps are notified by backchannel logout, and an event is raised. */
    public void end(UserSessionModel ended) {
        EventBuilder event = new EventBuilder(
                        realm, session, session.getContext().getConnection())
                .event(EventType.LOGOUT)
                .user(ended.getUser())
                .session(ended);
        AuthenticationManager.backchannelLogout(
                session,
                realm,
                ended,
                session.getContext().getUri(),
                session.getContext().getConnection(),
                session.getContext().getHttpRequest().getHttpHeaders(),
                true);
        AuthenticationManager.expireIdentityCookie(session);
        event.success();
    }
}
