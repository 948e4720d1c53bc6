package dev.gatehouse.mfa.enrolment;

import java.util.regex.Pattern;
import org.keycloak.models.KeycloakSession;

/** What the path of a request reveals about its caller. */
final class RequestPaths {

    private static final String FIRST_BROKER_LOGIN = "/broker/after-first-broker-login";

    private RequestPaths() {}

    /** Whether there is a request, and not a server task. */
    static boolean isOne(KeycloakSession session) {
        return !path(session).isEmpty();
    }

    /** Whether the caller is an administrator, or a program acting as one: through the Admin REST API, or as a server task. */
    static boolean isOfAdministration(KeycloakSession session) {
        String path = path(session);
        int realms = path.indexOf("/realms/");
        return realms < 0 || path.substring(0, realms).endsWith("/admin");
    }

    /** Whether the request ends the first login with an account at an identity provider. */
    static boolean isOfFirstBrokerLogin(KeycloakSession session) {
        return path(session).endsWith(FIRST_BROKER_LOGIN);
    }

    /**
     * Whether the request carries the response of an identity provider.
     *
     * @param alias the alias of the provider
     */
    static boolean isOfProvider(KeycloakSession session, String alias) {
        return path(session).matches(".*/realms/[^/]+/broker/" + Pattern.quote(alias) + "/endpoint(/.*)?");
    }

    /** The path below the server's base URL, which may have a path of its own; empty outside a request. */
    private static String path(KeycloakSession session) {
        try {
            String path = session.getContext().getUri().getPath();
            String absolute = path.startsWith("/") ? path : "/" + path;
            String server = session.getContext().getUri().getBaseUri().getPath();
            return absolute.startsWith(server) ? absolute.substring(server.length() - 1) : absolute;
        } catch (RuntimeException noRequest) {
            // An import, or a server task. The exception differs between versions of Keycloak.
            return "";
        }
    }
}
