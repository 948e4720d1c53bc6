package dev.gatehouse.grant;

import org.keycloak.OAuth2Constants;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.grants.ciba.clientpolicy.context.BackchannelAuthenticationRequestContext;
import org.keycloak.protocol.oidc.grants.ciba.clientpolicy.context.BackchannelTokenRequestContext;
import org.keycloak.protocol.oidc.grants.device.clientpolicy.context.DeviceTokenResponseContext;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.context.ClientPolicyClientSessionContext;
import org.keycloak.services.clientpolicy.context.ImplicitHybridTokenResponse;
import org.keycloak.services.clientpolicy.context.JWTAuthorizationGrantContext;
import org.keycloak.services.clientpolicy.context.ResourceOwnerPasswordCredentialsResponseContext;
import org.keycloak.services.clientpolicy.context.TokenExchangeRequestContext;

/**
 * Finds out whose tokens a client policy is asked about. Keycloak tells it in a different way for each grant, and for some only
 * before there is a session.
 */
public final class Grants {

    private static final String SUBJECT_ISSUER = "subject_issuer";

    private Grants() {}

    /** What is about to be given out. */
    public static Grant of(KeycloakSession session, ClientPolicyContext context) {
        if (context instanceof ClientPolicyClientSessionContext tokens) {
            return ofSession(tokens.getClientSession());
        }
        if (context instanceof ImplicitHybridTokenResponse tokens) {
            return ofSession(tokens.getClientSessionContext().getClientSession());
        }
        if (context instanceof ResourceOwnerPasswordCredentialsResponseContext tokens) {
            return ofSession(tokens.getClientSessionContext().getClientSession());
        }
        if (context instanceof DeviceTokenResponseContext tokens) {
            return ofSession(tokens.getClientSession());
        }
        if (context instanceof TokenExchangeRequestContext exchange) {
            return exchange(session, exchange.getTokenExchangeContext(), exchange.getClient());
        }
        if (context instanceof JWTAuthorizationGrantContext assertion) {
            return new Grant.WithoutLogin(assertion.getClient());
        }
        // The person confirms on a device that Keycloak knows nothing of (CIBA).
        if (context instanceof BackchannelAuthenticationRequestContext request) {
            return new Grant.WithoutLogin(request.getParsedRequest().getClient());
        }
        if (context instanceof BackchannelTokenRequestContext request) {
            return new Grant.WithoutLogin(request.getParsedRequest().getClient());
        }
        return new Grant.OfNobody();
    }

    private static Grant ofSession(AuthenticatedClientSessionModel client) {
        return ofSession(client.getUserSession(), client.getClient());
    }

    private static Grant ofSession(UserSessionModel session, ClientModel client) {
        // An app's own account is no person.
        return session.getUser().getServiceAccountClientLink() == null ? new Grant.OfSession(session, client) : new Grant.OfNobody();
    }

    /** An exchanged token inherits the session of the one that is given for it, unless it names somebody else. */
    private static Grant exchange(KeycloakSession session, TokenExchangeContext exchange, ClientModel client) {
        boolean namesAnother = exchange.getFormParams().containsKey(OAuth2Constants.REQUESTED_SUBJECT)
                || exchange.getFormParams().containsKey(SUBJECT_ISSUER);
        String subjectToken = exchange.getParams().getSubjectToken();
        AccessToken token = namesAnother || subjectToken == null ? null : session.tokens().decode(subjectToken, AccessToken.class);
        UserSessionModel found = token == null || token.getSessionId() == null ? null : find(session, token.getSessionId());
        return found == null ? new Grant.WithoutLogin(client) : ofSession(found, client);
    }

    private static UserSessionModel find(KeycloakSession session, String sessionId) {
        RealmModel realm = session.getContext().getRealm();
        UserSessionModel online = session.sessions().getUserSession(realm, sessionId);
        return online == null ? session.sessions().getOfflineUserSession(realm, sessionId) : online;
    }
}
