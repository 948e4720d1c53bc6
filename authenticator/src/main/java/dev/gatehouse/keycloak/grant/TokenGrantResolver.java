package dev.gatehouse.keycloak.grant;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.grants.ciba.channel.CIBAAuthenticationRequest;
import org.keycloak.protocol.oidc.grants.ciba.clientpolicy.context.BackchannelAuthenticationRequestContext;
import org.keycloak.protocol.oidc.grants.ciba.clientpolicy.context.BackchannelTokenRequestContext;
import org.keycloak.protocol.oidc.grants.ciba.clientpolicy.context.BackchannelTokenResponseContext;
import org.keycloak.protocol.oidc.grants.device.clientpolicy.context.DeviceTokenResponseContext;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.context.ImplicitHybridTokenResponse;
import org.keycloak.services.clientpolicy.context.ResourceOwnerPasswordCredentialsResponseContext;
import org.keycloak.services.clientpolicy.context.ServiceAccountTokenRequestContext;
import org.keycloak.services.clientpolicy.context.ServiceAccountTokenResponseContext;
import org.keycloak.services.clientpolicy.context.TokenExchangeRequestContext;
import org.keycloak.services.clientpolicy.context.TokenRefreshResponseContext;
import org.keycloak.services.clientpolicy.context.TokenRequestContext;
import org.keycloak.services.clientpolicy.context.TokenResponseContext;
import org.keycloak.services.clientpolicy.context.UserInfoRequestContext;

/**
 * Resolves the grant that a client policy is evaluated for. Keycloak reports it differently for each grant type, and for some only before
 * there is a session. Uses only what both Keycloak 26.5 and 26.7 have: what the contexts have in common differs.
 */
public final class TokenGrantResolver {

    /** Names of the events that issue no token, or only one that another event checks. */
    private static final Set<String> GIVES_OUT_NOTHING = Set.of(
            "REGISTER",
            "REGISTERED",
            "UPDATE",
            "UPDATED",
            "VIEW",
            "UNREGISTER",
            "PRE_AUTHORIZATION_REQUEST",
            "AUTHORIZATION_REQUEST",
            "PUSHED_AUTHORIZATION_REQUEST",
            "PRE_TOKEN_REQUEST",
            "TOKEN_REFRESH",
            "TOKEN_REVOKE",
            "TOKEN_REVOKE_RESPONSE",
            "TOKEN_INTROSPECT",
            "LOGOUT_REQUEST",
            "DEVICE_AUTHORIZATION_REQUEST",
            "DEVICE_TOKEN_REQUEST",
            "RESOURCE_OWNER_PASSWORD_CREDENTIALS_REQUEST",
            "IDENTITY_BROKERING_API",
            "SAML_AUTHN_REQUEST",
            "SAML_LOGOUT_REQUEST");

    /**
     * Names of the events of grants without a login here: another issuer asserts one, or the user confirms on a device that Keycloak does
     * not know.
     */
    private static final Set<String> ASKS_FOR_NO_LOGIN = Set.of(
            "JWT_AUTHORIZATION_GRANT",
            "BACKCHANNEL_AUTHENTICATION_REQUEST",
            "BACKCHANNEL_TOKEN_REQUEST",
            "BACKCHANNEL_TOKEN_RESPONSE");

    private TokenGrantResolver() {}

    /** The grant that is about to be made. */
    public static TokenGrant of(KeycloakSession session, ClientPolicyContext context) {
        Optional<AuthenticatedClientSessionModel> clientSession = clientSession(context);
        if (clientSession.isPresent()) {
            return ofSession(
                    clientSession.get().getUserSession(),
                    List.of(clientSession.get().getClient()),
                    TokenGrant.Occasion.LOGIN);
        }
        if (context instanceof TokenRefreshResponseContext refreshed) {
            return DerivedTokenGrants.refreshed(session, refreshed.getAccessTokenResponseBuilder());
        }
        if (context instanceof UserInfoRequestContext userInfo) {
            return DerivedTokenGrants.shown(
                    session, userInfo.getTokenForUserInfo().getToken());
        }
        if (context instanceof TokenExchangeRequestContext exchange) {
            return DerivedTokenGrants.exchanged(session, exchange.getTokenExchangeContext());
        }
        String event = context.getEvent().name();
        if (ASKS_FOR_NO_LOGIN.contains(event)) {
            return new TokenGrant.WithoutLogin(
                    Optional.ofNullable(session.getContext().getClient()), backchannelUser(session, context));
        }
        // Events of a later Keycloak may issue tokens.
        return GIVES_OUT_NOTHING.contains(event)
                ? new TokenGrant.OfNobody()
                : new TokenGrant.WithoutLogin(Optional.empty(), Optional.empty());
    }

    /** The user whom a backchannel request (CIBA) names; empty for other grants. */
    private static Optional<UserModel> backchannelUser(KeycloakSession session, ClientPolicyContext context) {
        CIBAAuthenticationRequest request = null;
        if (context instanceof BackchannelAuthenticationRequestContext asked) {
            request = asked.getParsedRequest();
        } else if (context instanceof BackchannelTokenRequestContext tokens) {
            request = tokens.getParsedRequest();
        } else if (context instanceof BackchannelTokenResponseContext tokens) {
            request = tokens.getParsedRequest();
        }
        return Optional.ofNullable(request)
                .map(CIBAAuthenticationRequest::getSubject)
                .map(id -> session.users().getUserById(session.getContext().getRealm(), id));
    }

    /** The app's part of the session, if Keycloak reports it. */
    private static Optional<AuthenticatedClientSessionModel> clientSession(ClientPolicyContext context) {
        AuthenticatedClientSessionModel found = null;
        if (context instanceof TokenRequestContext tokens) {
            found = tokens.getParseResult().getClientSession();
        } else if (context instanceof TokenResponseContext tokens) {
            found = tokens.getParseResult().getClientSession();
        } else if (context instanceof ImplicitHybridTokenResponse tokens) {
            found = tokens.getClientSessionContext().getClientSession();
        } else if (context instanceof ResourceOwnerPasswordCredentialsResponseContext tokens) {
            found = tokens.getClientSessionContext().getClientSession();
        } else if (context instanceof DeviceTokenResponseContext tokens) {
            found = tokens.getClientSession();
        } else if (context instanceof ServiceAccountTokenRequestContext tokens) {
            found = tokens.getClientSession();
        } else if (context instanceof ServiceAccountTokenResponseContext tokens) {
            found = tokens.getClientSession();
        }
        return Optional.ofNullable(found);
    }

    static TokenGrant ofSession(UserSessionModel session, List<ClientModel> clients, TokenGrant.Occasion occasion) {
        return isPerson(session.getUser())
                ? new TokenGrant.OfSession(session, clients, occasion)
                : new TokenGrant.OfNobody();
    }

    /** The service account of an app is no person. */
    static boolean isPerson(UserModel user) {
        return user.getServiceAccountClientLink() == null;
    }
}
