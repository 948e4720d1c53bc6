package dev.gatehouse.mfa.issuance;

import dev.gatehouse.mfa.decision.AuthnContextClasses;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.dom.saml.v2.assertion.AuthnContextClassRefType;
import org.keycloak.dom.saml.v2.assertion.AuthnContextType.AuthnContextTypeSequence;
import org.keycloak.dom.saml.v2.assertion.AuthnStatementType;
import org.keycloak.dom.saml.v2.protocol.ResponseType;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.saml.SamlProtocol;
import org.keycloak.protocol.saml.mappers.SAMLLoginResponseMapper;
import org.keycloak.saml.common.constants.JBossSAMLURIConstants;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Keycloak's SAML protocol, whose logins end at the token issuance guard, and whose assertions state how the login was secured. */
final class GuardedSamlProtocol extends SamlProtocol {

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

    @Override
    public ResponseType transformLoginResponse(
            List<ProtocolMapperProcessor<SAMLLoginResponseMapper>> mappers,
            ResponseType response,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext clientSessionCtx) {
        ResponseType mapped = super.transformLoginResponse(mappers, response, session, userSession, clientSessionCtx);
        AuthnContextClasses.of(session, userSession.getRealm(), userSession)
                .map(URI::create)
                .ifPresent(context -> unspecified(mapped)
                        .forEach(sequence -> sequence.setClassRef(new AuthnContextClassRefType(context))));
        return mapped;
    }

    /** The authentication contexts whose class is unspecified. A class that a mapper has set is kept. */
    private static Stream<AuthnContextTypeSequence> unspecified(ResponseType response) {
        return response.getAssertions().stream()
                .filter(assertion -> assertion.getAssertion() != null)
                .flatMap(assertion -> assertion.getAssertion().getStatements().stream())
                .filter(AuthnStatementType.class::isInstance)
                .map(statement -> ((AuthnStatementType) statement).getAuthnContext())
                .filter(context -> context != null
                        && context.getSequence() != null
                        && context.getSequence().getClassRef() != null)
                .map(context -> context.getSequence())
                .filter(sequence -> JBossSAMLURIConstants.AC_UNSPECIFIED
                        .getUri()
                        .equals(sequence.getClassRef().getValue()));
    }
}
