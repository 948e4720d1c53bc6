package dev.gatehouse.notification.email;

import java.time.Duration;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.Provider;

/** Gives access to the queue of emails of this server, and to the limit that all of its emails keep. */
public interface EmailQueueProvider extends Provider {

    /** The queue. */
    EmailQueue queue();

    /** The least time between two emails to one account, from one second to {@link EmailGap#LONGEST}. */
    Duration emailGap();

    /** The provider of this server. Not by way of the session, which may be about to close: notices leave after the commit. */
    static EmailQueueProvider of(KeycloakSession session) {
        return session.getKeycloakSessionFactory().getProviderFactory(EmailQueueProvider.class).create(session);
    }

    @Override
    default void close() {
        // the queue lives as long as the server
    }
}
