package dev.gatehouse.keycloak.grant;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.representations.AccessToken;

/** Grants in exchange for a token that the caller already has: they inherit the session of that token. */
final class DerivedTokenGrants {

    private DerivedTokenGrants() {}

    /** For a refresh token or an offline token. Its session exists, and is that of the new access token. */
    static TokenGrant refreshed(KeycloakSession session, TokenManager.AccessTokenResponseBuilder response) {
        RealmModel realm = session.getContext().getRealm();
        ClientModel client = session.getContext().getClient();
        // An offline session has the id of the login's session.
        Optional<UserSessionModel> found = Optional.ofNullable(response.getAccessToken())
                .map(AccessToken::getSessionId)
                .map(id -> response.isOfflineToken()
                        ? session.sessions().getOfflineUserSession(realm, id)
                        : session.sessions().getUserSession(realm, id));
        return found.map(tokens ->
                        TokenGrantResolver.ofSession(tokens, List.of(client), TokenGrant.Occasion.CONTINUATION))
                .orElseGet(() -> new TokenGrant.WithoutLogin(Optional.of(client), Optional.empty()));
    }

    /**
     * For an access token that is presented at the user info endpoint.
     *
     * @param accessToken as it was sent; {@code null} or invalid if Keycloak evaluates the policy before it has verified the token
     */
    static TokenGrant shown(KeycloakSession session, @Nullable String accessToken) {
        AccessToken token = session.tokens().decode(accessToken, AccessToken.class);
        boolean namesClient = token != null && token.getIssuedFor() != null;
        ClientModel client =
                namesClient ? session.getContext().getRealm().getClientByClientId(token.getIssuedFor()) : null;
        return client == null
                ? new TokenGrant.WithoutLogin(Optional.empty(), Optional.empty())
                : inherited(session, token, client, List.of(client));
    }

    /** For a token exchange. An impersonation ({@code requested_subject}, {@code subject_issuer}) is a grant without a login. */
    static TokenGrant exchanged(KeycloakSession session, TokenExchangeContext exchange) {
        ClientModel client = exchange.getClient();
        boolean namesAnother = exchange.getFormParams().containsKey(OAuth2Constants.REQUESTED_SUBJECT)
                || exchange.getFormParams().containsKey(OAuth2Constants.SUBJECT_ISSUER);
        String subjectToken = exchange.getParams().getSubjectToken();
        AccessToken token =
                namesAnother || subjectToken == null ? null : session.tokens().decode(subjectToken, AccessToken.class);
        if (token == null) {
            return new TokenGrant.WithoutLogin(
                    Optional.of(client),
                    requested(session, exchange.getFormParams().getFirst(OAuth2Constants.REQUESTED_SUBJECT)));
        }
        RealmModel realm = session.getContext().getRealm();
        List<String> audience = Objects.requireNonNullElse(exchange.getParams().getAudience(), List.of());
        Stream<ClientModel> namedClients =
                audience.stream().map(realm::getClientByClientId).filter(Objects::nonNull);
        return inherited(
                session,
                token,
                client,
                Stream.concat(Stream.of(client), namedClients).toList());
    }

    private static TokenGrant inherited(
            KeycloakSession session, AccessToken token, ClientModel client, List<ClientModel> clients) {
        RealmModel realm = session.getContext().getRealm();
        Optional<UserSessionModel> found = SessionLookup.find(session, realm, token.getSessionId());
        if (found.isPresent()) {
            return TokenGrantResolver.ofSession(found.get(), clients, TokenGrant.Occasion.CONTINUATION);
        }
        // Service accounts sign in without a session.
        UserModel subject = token.getSubject() == null ? null : session.users().getUserById(realm, token.getSubject());
        return subject != null && !TokenGrantResolver.isPerson(subject)
                ? new TokenGrant.OfNobody()
                : new TokenGrant.WithoutLogin(Optional.of(client), Optional.ofNullable(subject));
    }

    /** The user whom an impersonating exchange names, as Keycloak finds it: by user name, then by id. */
    private static Optional<UserModel> requested(KeycloakSession session, @Nullable String subject) {
        RealmModel realm = session.getContext().getRealm();
        return Optional.ofNullable(subject)
                .map(name -> session.users().getUserByUsername(realm, name))
                .or(() -> Optional.ofNullable(subject).map(id -> session.users().getUserById(realm, id)));
    }
}
