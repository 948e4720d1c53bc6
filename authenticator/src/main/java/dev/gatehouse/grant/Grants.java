package dev.gatehouse.grant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.grants.ciba.channel.CIBAAuthenticationRequest;
import org.keycloak.protocol.oidc.grants.ciba.clientpolicy.context.CIBAContext;
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

    /** Names of the events at which no token leaves, or only one that another event has been asked about. */
    private static final Set<String> GIVES_OUT_NOTHING = Set.of(
            "REGISTER", "REGISTERED", "UPDATE", "UPDATED", "VIEW", "UNREGISTER",
            "PRE_AUTHORIZATION_REQUEST", "AUTHORIZATION_REQUEST", "PUSHED_AUTHORIZATION_REQUEST", "PRE_TOKEN_REQUEST",
            "TOKEN_REFRESH", "TOKEN_REVOKE", "TOKEN_REVOKE_RESPONSE", "TOKEN_INTROSPECT", "LOGOUT_REQUEST",
            "DEVICE_AUTHORIZATION_REQUEST", "DEVICE_TOKEN_REQUEST", "RESOURCE_OWNER_PASSWORD_CREDENTIALS_REQUEST",
            "IDENTITY_BROKERING_API", "SAML_AUTHN_REQUEST", "SAML_LOGOUT_REQUEST");

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
            return new Grant.WithoutLogin(Optional.of(assertion.getClient()));
        }
        if (context instanceof CIBAContext confirmed) {
            // The person confirms on a device that Keycloak knows nothing of.
            return new Grant.WithoutLogin(Optional.ofNullable(confirmed.getParsedRequest()).map(CIBAAuthenticationRequest::getClient));
        }
        // What a later Keycloak adds may give out tokens.
        return GIVES_OUT_NOTHING.contains(context.getEvent().name()) ? new Grant.OfNobody() : new Grant.WithoutLogin(Optional.empty());
    }

    private static Grant ofSession(AuthenticatedClientSessionModel client) {
        return ofSession(client.getUserSession(), List.of(client.getClient()));
    }

    private static Grant ofSession(UserSessionModel session, List<ClientModel> clients) {
        return isPerson(session.getUser()) ? new Grant.OfSession(session, clients) : new Grant.OfNobody();
    }

    /** An app's own account is none. */
    private static boolean isPerson(UserModel user) {
        return user.getServiceAccountClientLink() == null;
    }

    /** An exchanged token inherits the session of the one that is given for it, unless it names somebody else. */
    private static Grant exchange(KeycloakSession session, TokenExchangeContext exchange, ClientModel client) {
        RealmModel realm = session.getContext().getRealm();
        boolean namesAnother = exchange.getFormParams().containsKey(OAuth2Constants.REQUESTED_SUBJECT)
                || exchange.getFormParams().containsKey(OAuth2Constants.SUBJECT_ISSUER);
        String subjectToken = exchange.getParams().getSubjectToken();
        AccessToken token = namesAnother || subjectToken == null ? null : session.tokens().decode(subjectToken, AccessToken.class);
        if (token == null) {
            return new Grant.WithoutLogin(Optional.of(client));
        }
        List<String> audience = Objects.requireNonNullElse(exchange.getParams().getAudience(), List.of());
        List<ClientModel> clients = Stream.concat(
                Stream.of(client),
                audience.stream().map(realm::getClientByClientId).filter(Objects::nonNull)).toList();
        Optional<UserSessionModel> found = Sessions.find(session, realm, token.getSessionId());
        if (found.isPresent()) {
            return ofSession(found.get(), clients);
        }
        // Programs sign in without a session.
        UserModel subject = token.getSubject() == null ? null : session.users().getUserById(realm, token.getSubject());
        return subject != null && !isPerson(subject) ? new Grant.OfNobody() : new Grant.WithoutLogin(Optional.of(client));
    }
}
