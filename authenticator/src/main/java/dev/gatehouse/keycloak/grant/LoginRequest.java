package dev.gatehouse.keycloak.grant;

import java.util.regex.Pattern;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.KeycloakSession;

/** Whether the current request is a step of a login: of a browser's, of one through a provider, or a direct grant. */
public final class LoginRequest {

    private static final Pattern TOKEN_ENDPOINT = Pattern.compile(".*/realms/[^/]+/protocol/openid-connect/token/?");

    private LoginRequest() {}

    /** Whether it is; nothing of the admin REST interface is, nor is any other grant. */
    public static boolean isOne(KeycloakSession session) {
        // A direct grant has no authentication session in its context.
        return session.getContext().getAuthenticationSession() != null || isDirectGrant(session);
    }

    private static boolean isDirectGrant(KeycloakSession session) {
        try {
            return TOKEN_ENDPOINT.matcher(session.getContext().getUri().getPath()).matches()
                    && OAuth2Constants.PASSWORD.equals(session.getContext().getHttpRequest().getDecodedFormParameters().getFirst(OAuth2Constants.GRANT_TYPE));
        } catch (RuntimeException noRequest) {
            // A task of the server. Each version of Keycloak has an exception of its own for that.
            return false;
        }
    }
}
