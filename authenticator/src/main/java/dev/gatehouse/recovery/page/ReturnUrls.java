package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.grant.LoginRestart;
import dev.gatehouse.recovery.token.ReturnTarget;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.utils.RedirectUtils;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.util.ResolveRelative;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;

/** Where somebody goes on to: nowhere but to what Keycloak itself has in its configuration, or has checked. */
final class ReturnUrls {

    private ReturnUrls() {}

    /** The login that this browser had begun when it came here, if it still has it. It keeps what the app is waiting for. */
    static Optional<URI> begunLogin(KeycloakSession session, RealmModel realm, ReturnTarget returnTarget) {
        RootAuthenticationSessionModel root = new AuthenticationSessionManager(session).getCurrentRootAuthenticationSession(realm);
        ClientModel client = realm.getClientByClientId(returnTarget.clientId());
        if (root == null || client == null || !root.getId().equals(returnTarget.login())) {
            return Optional.empty();
        }
        AuthenticationSessionModel tab = root.getAuthenticationSession(client, returnTarget.tab());
        return Optional.ofNullable(tab).map(login -> LoginRestart.url(session, realm, login, true));
    }

    /** The app's own address, else where it wanted people to return to, else the Account Console. */
    static URI app(KeycloakSession session, RealmModel realm, ReturnTarget returnTarget) {
        URI base = session.getContext().getUri().getBaseUri();
        ClientModel client = realm.getClientByClientId(returnTarget.clientId());
        return home(base, client)
                .or(() -> Optional.ofNullable(client)
                        .filter(known -> known.isEnabled() && !returnTarget.redirect().isEmpty())
                        .map(known -> RedirectUtils.verifyRedirectUri(session, returnTarget.redirect(), known))
                        .flatMap(ReturnUrls::link))
                .orElseGet(() -> account(base, realm));
    }

    /** The same where there is no request, and so no address of it that could be checked. */
    static URI app(URI base, RealmModel realm, ReturnTarget returnTarget) {
        return home(base, realm.getClientByClientId(returnTarget.clientId())).orElseGet(() -> account(base, realm));
    }

    private static Optional<URI> home(URI base, @Nullable ClientModel client) {
        if (client == null || !client.isEnabled() || client.getBaseUrl() == null || client.getBaseUrl().isBlank()) {
            return Optional.empty();
        }
        return link(ResolveRelative.resolveRelativeUri(base.toString(), base.toString(), client.getRootUrl(), client.getBaseUrl()));
    }

    private static URI account(URI base, RealmModel realm) {
        return Urls.accountBase(base).path("/").build(realm.getName());
    }

    private static Optional<URI> link(String text) {
        try {
            URI link = new URI(text);
            // Any scheme that an admin has entered, as apps on phones have their own, but nothing that a browser would run.
            boolean runs = link.getScheme() == null || link.getScheme().equalsIgnoreCase("javascript") || link.getScheme().equalsIgnoreCase("data");
            return runs ? Optional.empty() : Optional.of(link);
        } catch (URISyntaxException notALink) {
            return Optional.empty();
        }
    }
}
