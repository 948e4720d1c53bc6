package dev.gatehouse.keycloak.grant;

import dev.gatehouse.keycloak.provider.Variant;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserSessionModel;

/** Tokens that are about to be given out. */
public sealed interface TokenGrant extends Variant<TokenGrant.Kind> {

    /** One for each record below. */
    enum Kind { OF_SESSION, WITHOUT_LOGIN, OF_NOBODY }

    /** What of a session is given out. */
    enum Occasion {
        /** The first tokens after a login, for its code for example. */
        LOGIN,
        /** Later ones, for tokens that the app has already. */
        CONTINUATION
    }

    /**
     * Tokens of a session, which a login has opened.
     *
     * @param session the session
     * @param clients the app that gets them, and the apps that they are for where it names any
     * @param occasion whether they are the first after a login
     */
    record OfSession(UserSessionModel session, List<ClientModel> clients, Occasion occasion) implements TokenGrant {

        public OfSession {
            clients = List.copyOf(clients);
        }

        @Override
        public Kind kind() {
            return Kind.OF_SESSION;
        }
    }

    /**
     * Tokens that speak for a person who has not signed in for them.
     *
     * @param client the app that gets them; empty where Keycloak does not say
     */
    record WithoutLogin(Optional<ClientModel> client) implements TokenGrant {

        @Override
        public Kind kind() {
            return Kind.WITHOUT_LOGIN;
        }
    }

    /** Nothing that speaks for a person is given out. */
    record OfNobody() implements TokenGrant {

        @Override
        public Kind kind() {
            return Kind.OF_NOBODY;
        }
    }
}
