package dev.gatehouse.keycloak.grant;

import dev.gatehouse.keycloak.provider.Variant;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/** Tokens that are about to be issued. */
public sealed interface TokenGrant extends Variant<TokenGrant.Kind> {

    /** One for each record below. */
    enum Kind {
        OF_SESSION,
        WITHOUT_LOGIN,
        OF_NOBODY
    }

    /** When in a session its tokens are issued. */
    enum Occasion {
        /** The first tokens after a login, e.g. for its authorization code. */
        LOGIN,
        /** Later tokens, for tokens that the app already has. */
        CONTINUATION
    }

    /**
     * Tokens of a session that a login has opened.
     *
     * @param session the session
     * @param clients the app that receives them, and the apps that they are intended for if the request names any
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
     * Tokens that act for a user who has not signed in for them.
     *
     * @param client the app that receives them; empty if Keycloak does not report it
     * @param user whom they act for; empty if Keycloak does not report it
     */
    record WithoutLogin(Optional<ClientModel> client, Optional<UserModel> user) implements TokenGrant {

        @Override
        public Kind kind() {
            return Kind.WITHOUT_LOGIN;
        }
    }

    /** No token that acts for a user is issued. */
    record OfNobody() implements TokenGrant {

        @Override
        public Kind kind() {
            return Kind.OF_NOBODY;
        }
    }
}
