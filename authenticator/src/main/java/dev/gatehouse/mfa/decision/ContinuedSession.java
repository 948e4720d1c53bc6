package dev.gatehouse.mfa.decision;

import java.util.Optional;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.cookie.CookieProvider;
import org.keycloak.cookie.CookieType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The session in this browser that a login continues: of the same user, and not opened before the account was secured. */
record ContinuedSession(KeycloakSession session, AuthenticationSessionModel login) {

    /** The session, whether or not its evidence counts for the login. */
    Optional<UserSessionModel> of(String userId) {
        if (session.getProvider(CookieProvider.class).get(CookieType.IDENTITY) == null) {
            // A lookup costs a database read; a browser that is not signed in has no session.
            return Optional.empty();
        }
        return Optional.ofNullable(new AuthenticationSessionManager(session).getUserSession(login))
                .filter(existing -> existing.getUser().getId().equals(userId))
                .filter(existing -> !new SessionGate(session, login.getRealm()).isRevoked(existing));
    }

    /** The session, if its evidence counts for the login. */
    Optional<UserSessionModel> countingFor(String userId) {
        return of(userId).filter(existing -> !requiresReauthentication(existing));
    }

    /** Whether the app requests reauthentication. Keycloak notes that in its cookie authenticator only, and a flow need not have one. */
    private boolean requiresReauthentication(UserSessionModel existing) {
        return AuthenticatorUtil.isForcedReauthentication(login)
                || session.getProvider(LoginProtocol.class, login.getProtocol())
                        .requireReauthentication(existing, login);
    }
}
