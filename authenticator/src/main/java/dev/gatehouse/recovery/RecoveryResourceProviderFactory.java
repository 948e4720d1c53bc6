package dev.gatehouse.recovery;

import dev.gatehouse.mail.MailQueue;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Puts the pages of recovery under each realm, and keeps the queue of mails for as long as the server runs. */
public final class RecoveryResourceProviderFactory implements RealmResourceProviderFactory {

    /** The server's option {@code --spi-realm-restapi-extension--gatehouse--mail-queue-size}. */
    static final String QUEUE_SIZE = "mail-queue-size";

    private static final Logger LOG = Logger.getLogger(RecoveryResourceProviderFactory.class);

    private int queueSize = MailQueue.USUALLY_WAITING;
    private MailQueue queue;

    /** The queue of this server. */
    public static MailQueue queue(KeycloakSession session) {
        return ((RecoveryResourceProviderFactory) session.getKeycloakSessionFactory()
                .getProviderFactory(RealmResourceProvider.class, RecoveryAddress.NAME)).queue;
    }

    @Override
    public String getId() {
        return RecoveryAddress.NAME;
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {
            @Override
            public Object getResource() {
                return new RecoveryResource(session);
            }

            @Override
            public void close() {
                // holds nothing
            }
        };
    }

    @Override
    public void init(Config.Scope config) {
        queueSize = queueSize(config.get(QUEUE_SIZE));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        queue = new MailQueue(factory, queueSize);
    }

    /**
     * Reads the option.
     *
     * @param option as it was given; {@code null} if it was not
     * @return the usual size where it makes no sense
     */
    static int queueSize(String option) {
        if (option == null || option.isBlank()) {
            return MailQueue.USUALLY_WAITING;
        }
        try {
            int size = Integer.parseInt(option.strip());
            if (size >= 1 && size <= MailQueue.MOST_WAITING) {
                return size;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        LOG.errorf("GATEHOUSE-708 The option %s must be a number from 1 to %d. Until it is mended and the server restarted, %d mails may wait",
                QUEUE_SIZE, MailQueue.MOST_WAITING, MailQueue.USUALLY_WAITING);
        return MailQueue.USUALLY_WAITING;
    }

    @Override
    public void close() {
        if (queue != null) {
            queue.close();
        }
    }
}
