package dev.gatehouse.grant;

import org.keycloak.models.ClientModel;
import org.keycloak.models.UserSessionModel;

/** Tokens that are about to be given out. */
public sealed interface Grant {

    /**
     * Tokens of a session, which a login has opened.
     *
     * @param session the session
     * @param client the app that gets them
     */
    record OfSession(UserSessionModel session, ClientModel client) implements Grant {}

    /**
     * Tokens that speak for a person who has not signed in for them.
     *
     * @param client the app that gets them
     */
    record WithoutLogin(ClientModel client) implements Grant {}

    /** Nothing that speaks for a person is given out. */
    record OfNobody() implements Grant {}
}
