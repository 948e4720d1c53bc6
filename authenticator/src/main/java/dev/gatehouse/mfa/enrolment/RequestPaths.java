package dev.gatehouse.mfa.enrolment;

import java.util.regex.Pattern;
import org.keycloak.models.KeycloakSession;

/** What the address of a request says about who makes it. */
final class RequestPaths {

    private static final String FIRST_BROKER_LOGIN = "/broker/after-first-broker-login";

    private RequestPaths() {}

    /** Whether this is a request, and not a task of the server. */
    static boolean isOne(KeycloakSession session) {
        return !path(session).isEmpty();
    }

    /** Whether an administrator, or a program in an administrator's place, makes it: by the admin REST interface, or as a task of the server. */
    static boolean isOfAdministration(KeycloakSession session) {
        String path = path(session);
        int realms = path.indexOf("/realms/");
        return realms < 0 || path.substring(0, realms).endsWith("/admin");
    }

    /** Whether it ends the first login with an account at an identity provider. */
    static boolean isOfFirstBrokerLogin(KeycloakSession session) {
        return path(session).endsWith(FIRST_BROKER_LOGIN);
    }

    /**
     * Whether it brings the answer of an identity provider.
     *
     * @param alias the provider
     */
    static boolean isOfProvider(KeycloakSession session, String alias) {
        return path(session).matches(".*/realms/[^/]+/broker/" + Pattern.quote(alias) + "/endpoint(/.*)?");
    }

    /** The path below the server's address, which may have a path of its own; an empty text outside of a request. */
    private static String path(KeycloakSession session) {
        try {
            String path = session.getContext().getUri().getPath();
            String called = path.startsWith("/") ? path : "/" + path;
            String server = session.getContext().getUri().getBaseUri().getPath();
            return called.startsWith(server) ? called.substring(server.length() - 1) : called;
        } catch (RuntimeException noRequest) {
            // An import, or a task of the server. Each version of Keycloak has an exception of its own for that.
            return "";
        }
    }
}
