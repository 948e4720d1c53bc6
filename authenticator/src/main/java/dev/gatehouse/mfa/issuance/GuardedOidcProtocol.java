package dev.gatehouse.mfa.issuance;

import dev.gatehouse.keycloak.grant.PageLogin;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.OIDCProviderConfig;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Keycloak's OpenID Connect protocol, whose logins end at the token issuance guard. A login that an app did not begin gets no code. */
final class GuardedOidcProtocol extends OIDCLoginProtocol {

    GuardedOidcProtocol(OIDCProviderConfig config) {
        super(config);
    }

    @Override
    public Response authenticated(
            AuthenticationSessionModel authSession,
            UserSessionModel userSession,
            ClientSessionContext clientSessionCtx) {
        return new TokenIssuanceGuard(session).pass(authSession, userSession, event, () -> PageLogin.end(authSession)
                .map(page -> Response.seeOther(page).build())
                .orElseGet(() -> super.authenticated(authSession, userSession, clientSessionCtx)));
    }
}
