package dev.gatehouse.notification.email;

import java.time.Duration;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.Provider;

/** Provides what sends the emails of this server, and the limit for all of them. */
public interface EmailQueueProvider extends Provider {

    /** The queue. */
    EmailQueue queue();

    /** The threads for emails that users wait for. */
    AwaitedEmails awaitedEmails();

    /** The least time between two emails of one login, or with links to one account, from one second to {@link EmailInterval#LONGEST}. */
    Duration emailGap();

    /** The provider of this server. Not obtained from the session, which may be about to close: notices are queued after the commit. */
    static EmailQueueProvider of(KeycloakSession session) {
        return session.getKeycloakSessionFactory()
                .getProviderFactory(EmailQueueProvider.class)
                .create(session);
    }

    @Override
    default void close() {
        // the queue lives as long as the server
    }
}
