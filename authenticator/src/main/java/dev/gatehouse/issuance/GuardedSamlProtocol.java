package dev.gatehouse.issuance;

import jakarta.ws.rs.core.Response;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.saml.SamlProtocol;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Keycloak's SAML, whose logins end at the last door. */
final class GuardedSamlProtocol extends SamlProtocol {

    @Override
    public Response authenticated(AuthenticationSessionModel authSession, UserSessionModel userSession, ClientSessionContext clientSessionCtx) {
        return new LastDoor(session).pass(authSession, userSession, event, () -> super.authenticated(authSession, userSession, clientSessionCtx));
    }
}
