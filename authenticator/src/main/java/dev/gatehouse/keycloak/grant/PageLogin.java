package dev.gatehouse.keycloak.grant;

import java.net.URI;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.utils.OIDCResponseType;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;

/**
 * A login that ends at a page of this server and not at an app: it opens a session like any other, through the same flow and required
 * actions, but no code is issued for it.
 */
public final class PageLogin {

    /** Apps cannot set it: Keycloak prefixes what they send. */
    private static final String RETURN = "gatehouse-page";

    private PageLogin() {}

    /**
     * Begins a login of an administrator.
     *
     * @param page where it ends, a page of this server
     * @param continued the session of the browser if it is to be continued; otherwise the login opens a new one
     * @return the URL at which the browser continues; empty if the realm has no Admin Console, on whose behalf the administrator signs in
     */
    public static Optional<URI> begin(
            KeycloakSession session, RealmModel realm, URI page, Optional<UserSessionModel> continued) {
        ClientModel console = realm.getClientByClientId(Constants.ADMIN_CONSOLE_CLIENT_ID);
        if (console == null || !console.isEnabled()) {
            return Optional.empty();
        }
        session.getContext().setClient(console);
        AuthenticationSessionModel login = continued
                .map(existing -> root(session, realm, existing))
                .orElseGet(() -> new AuthenticationSessionManager(session).createAuthenticationSession(realm, true))
                .createAuthenticationSession(console);
        login.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        login.setAction(CommonClientSessionModel.Action.AUTHENTICATE.name());
        login.setRedirectUri(page.toString());
        login.setClientNote(OIDCLoginProtocol.RESPONSE_TYPE_PARAM, OIDCResponseType.CODE);
        login.setClientNote(OIDCLoginProtocol.REDIRECT_URI_PARAM, page.toString());
        login.setClientNote(
                OIDCLoginProtocol.ISSUER,
                Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName()));
        login.setClientNote(OIDCLoginProtocol.PROMPT_PARAM, OIDCLoginProtocol.PROMPT_VALUE_LOGIN);
        login.setClientNote(RETURN, page.toString());
        RequestedLevel.requestDefault(login);
        AuthenticationManager.setClientScopesInSession(session, login);
        return Optional.of(LoginRestart.top(session, realm, login));
    }

    /** As where an app begins a login: one that has the id of a session ends in it. */
    private static RootAuthenticationSessionModel root(
            KeycloakSession session, RealmModel realm, UserSessionModel existing) {
        RootAuthenticationSessionModel pending =
                session.authenticationSessions().getRootAuthenticationSession(realm, existing.getId());
        RootAuthenticationSessionModel root = pending == null
                ? session.authenticationSessions().createRootAuthenticationSession(realm, existing.getId())
                : pending;
        AuthenticationSessionManager cookies = new AuthenticationSessionManager(session);
        cookies.setAuthSessionCookie(root.getId());
        cookies.setAuthSessionIdHashCookie(root.getId());
        return root;
    }

    /** Where a login ends that was begun here; empty for the logins of apps. */
    public static Optional<URI> end(AuthenticationSessionModel login) {
        return Optional.ofNullable(login.getClientNote(RETURN)).map(URI::create);
    }
}
