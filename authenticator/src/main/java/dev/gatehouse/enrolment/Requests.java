package dev.gatehouse.enrolment;

import org.keycloak.models.KeycloakSession;

/** What the address of a request says about who makes it. */
final class Requests {

    private static final String FIRST_BROKER_LOGIN = "/broker/after-first-broker-login";

    private Requests() {}

    /** Whether this is a request, and not a task of the server. */
    static boolean isOne(KeycloakSession session) {
        return !path(session).isEmpty();
    }

    /** Whether an administrator, or a program in an administrator's place, makes it: by the admin REST interface, or as a task of the server. */
    static boolean isOfAdministration(KeycloakSession session) {
        // The server may have a path of its own before both.
        String path = path(session);
        int admin = path.indexOf("/admin/");
        int realm = path.indexOf("/realms/");
        return realm < 0 || admin >= 0 && admin < realm;
    }

    /** Whether it ends the first login with an account at an identity provider. */
    static boolean isOfFirstBrokerLogin(KeycloakSession session) {
        return path(session).endsWith(FIRST_BROKER_LOGIN);
    }

    /** Whether it brings the answer of an identity provider. */
    static boolean isOfProvider(KeycloakSession session) {
        return path(session).matches(".*/realms/[^/]+/broker/[^/]+/endpoint(/.*)?");
    }

    /** The path below the server's address; an empty text outside of a request. */
    private static String path(KeycloakSession session) {
        try {
            String path = session.getContext().getUri().getPath();
            return path.startsWith("/") ? path : "/" + path;
        } catch (RuntimeException noRequest) {
            // An import, or a task of the server. Each version of Keycloak has an exception of its own for that.
            return "";
        }
    }
}
