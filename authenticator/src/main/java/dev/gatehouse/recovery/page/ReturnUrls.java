package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.grant.LoginRestart;
import dev.gatehouse.keycloak.page.AppLinks;
import dev.gatehouse.recovery.token.ReturnTarget;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;

/** Where a user continues: only at URLs that are in Keycloak's configuration, or that Keycloak has checked. */
final class ReturnUrls {

    private ReturnUrls() {}

    /** The login that this browser had begun when it came here, if it still has it. It keeps the app's pending request. */
    static Optional<URI> begunLogin(KeycloakSession session, RealmModel realm, ReturnTarget returnTarget) {
        return begunTab(session, realm, returnTarget).map(login -> LoginRestart.url(session, realm, login, true));
    }

    /** The same login itself. */
    static Optional<AuthenticationSessionModel> begunTab(
            KeycloakSession session, RealmModel realm, ReturnTarget returnTarget) {
        RootAuthenticationSessionModel root =
                new AuthenticationSessionManager(session).getCurrentRootAuthenticationSession(realm);
        ClientModel client = realm.getClientByClientId(returnTarget.clientId());
        if (root == null || client == null || !root.getId().equals(returnTarget.login())) {
            return Optional.empty();
        }
        return Optional.ofNullable(root.getAuthenticationSession(client, returnTarget.tab()));
    }

    /** The app's base URL, otherwise the redirect URI that it wanted, otherwise the Account Console. */
    static URI app(KeycloakSession session, RealmModel realm, ReturnTarget returnTarget) {
        URI base = session.getContext().getUri().getBaseUri();
        ClientModel client = realm.getClientByClientId(returnTarget.clientId());
        return AppLinks.of(session, client, returnTarget.redirect()).orElseGet(() -> AppLinks.account(base, realm));
    }

    /**
     * A URL of an app, with the name that its user types to sign in, as OpenID Connect names it (OpenID Connect Core, section 4). Links of
     * another kind than http stay as they are.
     */
    static URI withLoginHint(URI app, String name) {
        boolean isWeb = "http".equalsIgnoreCase(app.getScheme()) || "https".equalsIgnoreCase(app.getScheme());
        return isWeb
                ? UriBuilder.fromUri(app)
                        .replaceQueryParam(OIDCLoginProtocol.LOGIN_HINT_PARAM, "{name}")
                        .build(name)
                : app;
    }

    /** The same outside of a request, where the redirect URI cannot be checked. */
    static URI app(URI base, RealmModel realm, ReturnTarget returnTarget) {
        return AppLinks.home(base, realm.getClientByClientId(returnTarget.clientId()))
                .orElseGet(() -> AppLinks.account(base, realm));
    }
}
