package dev.gatehouse.keycloak.grant;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
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
 * Finds out whose tokens a client policy is asked about. Keycloak tells it in a different way for each grant, and for some only
 * before there is a session. Only what Keycloak 26.5 and 26.7 both have is used: what their contexts have in common differs.
 */
public final class TokenGrantResolver {

    /** Names of the events at which no token leaves, or only one that another event has been asked about. */
    private static final Set<String> GIVES_OUT_NOTHING = Set.of(
            "REGISTER", "REGISTERED", "UPDATE", "UPDATED", "VIEW", "UNREGISTER",
            "PRE_AUTHORIZATION_REQUEST", "AUTHORIZATION_REQUEST", "PUSHED_AUTHORIZATION_REQUEST", "PRE_TOKEN_REQUEST",
            "TOKEN_REFRESH", "TOKEN_REVOKE", "TOKEN_REVOKE_RESPONSE", "TOKEN_INTROSPECT", "LOGOUT_REQUEST",
            "DEVICE_AUTHORIZATION_REQUEST", "DEVICE_TOKEN_REQUEST", "RESOURCE_OWNER_PASSWORD_CREDENTIALS_REQUEST",
            "IDENTITY_BROKERING_API", "SAML_AUTHN_REQUEST", "SAML_LOGOUT_REQUEST");

    /** Names of the events of grants that ask for no login: another issuer has told of one, or the person confirms on a device that Keycloak knows nothing of. */
    private static final Set<String> ASKS_FOR_NO_LOGIN = Set.of(
            "JWT_AUTHORIZATION_GRANT", "BACKCHANNEL_AUTHENTICATION_REQUEST", "BACKCHANNEL_TOKEN_REQUEST", "BACKCHANNEL_TOKEN_RESPONSE");

    private TokenGrantResolver() {}

    /** What is about to be given out. */
    public static TokenGrant of(KeycloakSession session, ClientPolicyContext context) {
        Optional<AuthenticatedClientSessionModel> known = clientSession(context);
        if (known.isPresent()) {
            return ofSession(known.get().getUserSession(), List.of(known.get().getClient()), TokenGrant.Occasion.LOGIN);
        }
        if (context instanceof TokenRefreshResponseContext refreshed) {
            return DerivedTokenGrants.refreshed(session, refreshed.getAccessTokenResponseBuilder());
        }
        if (context instanceof UserInfoRequestContext asked) {
            return DerivedTokenGrants.shown(session, asked.getTokenForUserInfo().getToken());
        }
        if (context instanceof TokenExchangeRequestContext exchange) {
            return DerivedTokenGrants.exchanged(session, exchange.getTokenExchangeContext());
        }
        String event = context.getEvent().name();
        if (ASKS_FOR_NO_LOGIN.contains(event)) {
            return new TokenGrant.WithoutLogin(Optional.ofNullable(session.getContext().getClient()));
        }
        // What a later Keycloak adds may give out tokens.
        return GIVES_OUT_NOTHING.contains(event) ? new TokenGrant.OfNobody() : new TokenGrant.WithoutLogin(Optional.empty());
    }

    /** The app's part of the session, where Keycloak says which it is. */
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
        return isPerson(session.getUser()) ? new TokenGrant.OfSession(session, clients, occasion) : new TokenGrant.OfNobody();
    }

    /** An app's own account is none. */
    static boolean isPerson(UserModel user) {
        return user.getServiceAccountClientLink() == null;
    }
}
