package dev.gatehouse.mfa.issuance;

import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.utils.OIDCRedirectUriBuilder;
import org.keycloak.protocol.oidc.utils.OIDCResponseMode;
import org.keycloak.protocol.oidc.utils.OIDCResponseType;
import org.keycloak.services.Urls;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The response to an app that requires a level of authentication which this login does not reach: the error of
 * <a href="https://openid.net/specs/openid-connect-unmet-authentication-requirements-1_0.html">OpenID Connect Unmet Authentication
 * Requirements 1.0</a>, never tokens.
 */
public final class UnmetAuthenticationRequirements {

    private static final String ERROR = "unmet_authentication_requirements";
    private static final String DESCRIPTION = "This login does not reach the requested level of authentication.";

    private UnmetAuthenticationRequirements() {}

    /** The response; empty for an app that uses another protocol, which has no such error in all supported releases of Keycloak. */
    public static Optional<Response> answer(KeycloakSession session, AuthenticationSessionModel login) {
        String responseType = login.getClientNote(OIDCLoginProtocol.RESPONSE_TYPE_PARAM);
        boolean isOpenIdConnect = OIDCLoginProtocol.LOGIN_PROTOCOL.equals(login.getProtocol())
                && responseType != null
                && login.getRedirectUri() != null;
        return isOpenIdConnect
                ? Optional.of(redirect(session, login, OIDCResponseType.parse(responseType)))
                : Optional.empty();
    }

    private static Response redirect(KeycloakSession session, AuthenticationSessionModel login, OIDCResponseType type) {
        OIDCResponseMode mode =
                OIDCResponseMode.parse(login.getClientNote(OIDCLoginProtocol.RESPONSE_MODE_PARAM), type);
        OIDCRedirectUriBuilder answer = OIDCRedirectUriBuilder.fromUri(login.getRedirectUri(), mode, session, null)
                .addParam(OAuth2Constants.ERROR, ERROR)
                .addParam(OAuth2Constants.ERROR_DESCRIPTION, DESCRIPTION);
        String state = login.getClientNote(OIDCLoginProtocol.STATE_PARAM);
        if (state != null) {
            answer.addParam(OAuth2Constants.STATE, state);
        }
        if (!OIDCAdvancedConfigWrapper.fromClientModel(login.getClient()).isExcludeIssuerFromAuthResponse()) {
            answer.addParam(
                    OAuth2Constants.ISSUER,
                    Urls.realmIssuer(
                            session.getContext().getUri().getBaseUri(),
                            login.getRealm().getName()));
        }
        return answer.build();
    }
}
