package dev.gatehouse.mfa.issuance;

import jakarta.ws.rs.core.Response;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.ClientData;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.OIDCProviderConfig;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Keycloak's OpenID Connect protocol, whose logins end at the token issuance guard. */
final class GuardedOidcProtocol extends OIDCLoginProtocol {

    GuardedOidcProtocol(OIDCProviderConfig config) {
        super(config);
    }

    /** Keycloak asks for this when it answers a form that it takes for outdated, before it begins the login again. */
    @Override
    public ClientData getClientData(AuthenticationSessionModel authSession) {
        new RepeatedAnswer(session).resume(authSession.getRealm());
        return super.getClientData(authSession);
    }

    @Override
    public Response authenticated(
            AuthenticationSessionModel authSession,
            UserSessionModel userSession,
            ClientSessionContext clientSessionCtx) {
        return new TokenIssuanceGuard(session)
                .pass(
                        authSession,
                        userSession,
                        event,
                        () -> super.authenticated(authSession, userSession, clientSessionCtx));
    }
}
