package dev.gatehouse.keycloak.grant;

import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.KeycloakSession;

/** Whether the current request is part of a login: in a browser, through an identity provider, or by direct grant. */
public final class LoginRequest {

    private static final Pattern TOKEN_ENDPOINT = Pattern.compile(".*/realms/[^/]+/protocol/openid-connect/token/?");

    private LoginRequest() {}

    /** Whether it is. Requests to the Admin REST API and other grants are not. */
    public static boolean isOne(KeycloakSession session) {
        // A direct grant has no authentication session in its context.
        return session.getContext().getAuthenticationSession() != null || isDirectGrant(session);
    }

    /** A form parameter of the current request; empty if there is none, or if the request is no direct grant. */
    public static Optional<String> directGrantParameter(KeycloakSession session, String name) {
        return isDirectGrant(session)
                ? Optional.ofNullable(session.getContext()
                        .getHttpRequest()
                        .getDecodedFormParameters()
                        .getFirst(name))
                : Optional.empty();
    }

    /** Whether a script of a web page has sent the current request: browsers add its origin to each POST (Fetch, section 3.2). */
    public static boolean isOfScript(KeycloakSession session) {
        return session.getContext().getRequestHeaders().getHeaderString("Origin") != null;
    }

    /** Whether the current request is a direct grant. */
    public static boolean isDirectGrant(KeycloakSession session) {
        try {
            return TOKEN_ENDPOINT
                            .matcher(session.getContext().getUri().getPath())
                            .matches()
                    && OAuth2Constants.PASSWORD.equals(session.getContext()
                            .getHttpRequest()
                            .getDecodedFormParameters()
                            .getFirst(OAuth2Constants.GRANT_TYPE));
        } catch (RuntimeException noRequest) {
            // A server task. The exception differs between versions of Keycloak.
            return false;
        }
    }
}
