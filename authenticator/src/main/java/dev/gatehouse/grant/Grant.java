package dev.gatehouse.grant;

import java.util.List;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserSessionModel;

/** Tokens that are about to be given out. */
public sealed interface Grant {

    /**
     * Tokens of a session, which a login has opened.
     *
     * @param session the session
     * @param clients the app that gets them, and the apps that they are for where it names any
     */
    record OfSession(UserSessionModel session, List<ClientModel> clients) implements Grant {

        public OfSession {
            clients = List.copyOf(clients);
        }
    }

    /**
     * Tokens that speak for a person who has not signed in for them.
     *
     * @param client the app that gets them; empty where Keycloak does not say
     */
    record WithoutLogin(Optional<ClientModel> client) implements Grant {}

    /** Nothing that speaks for a person is given out. */
    record OfNobody() implements Grant {}
}
