package dev.gatehouse.recovery.page;

import dev.gatehouse.notification.email.EmailGap;
import dev.gatehouse.notification.email.EmailQueue;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Puts the pages of recovery under each realm, and keeps the queue and the limits of emails for as long as the server runs. */
public final class RecoveryResourceProviderFactory implements RealmResourceProviderFactory, EmailGap {

    /** The server's option {@code --spi-realm-restapi-extension--gatehouse--mail-queue-size}. */
    static final String QUEUE_SIZE = "mail-queue-size";

    /** The server's option {@code --spi-realm-restapi-extension--gatehouse--seconds-between-emails}. */
    static final String SECONDS_BETWEEN_EMAILS = "seconds-between-emails";

    private static final Logger LOG = Logger.getLogger(RecoveryResourceProviderFactory.class);

    private int queueSize = EmailQueue.USUALLY_WAITING;
    private Duration emailGap = EmailGap.DEFAULT;
    private EmailQueue queue;

    /** The queue of this server. */
    public static EmailQueue queue(KeycloakSession session) {
        return ((RecoveryResourceProviderFactory) session.getKeycloakSessionFactory()
                .getProviderFactory(RealmResourceProvider.class, RecoveryUrls.NAME)).queue;
    }

    @Override
    public String getId() {
        return RecoveryUrls.NAME;
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
        emailGap = emailGap(config.get(SECONDS_BETWEEN_EMAILS));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        queue = new EmailQueue(factory, queueSize);
    }

    /**
     * Reads the option.
     *
     * @param option as it was given; {@code null} if it was not
     * @return the usual size where it makes no sense
     */
    static int queueSize(String option) {
        if (option == null || option.isBlank()) {
            return EmailQueue.USUALLY_WAITING;
        }
        try {
            int size = Integer.parseInt(option.strip());
            if (size >= 1 && size <= EmailQueue.MOST_WAITING) {
                return size;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        LOG.errorf("GATEHOUSE-708 The option %s must be a number from 1 to %d. Until it is fixed and the server restarted, %d emails may wait",
                QUEUE_SIZE, EmailQueue.MOST_WAITING, EmailQueue.USUALLY_WAITING);
        return EmailQueue.USUALLY_WAITING;
    }

    /**
     * Reads the option.
     *
     * @param option seconds as they were given; {@code null} if they were not
     * @return the default if it is invalid
     */
    static Duration emailGap(String option) {
        if (option == null || option.isBlank()) {
            return EmailGap.DEFAULT;
        }
        try {
            Duration gap = Duration.ofSeconds(Long.parseLong(option.strip()));
            if (gap.compareTo(Duration.ZERO) > 0 && gap.compareTo(EmailGap.LONGEST) <= 0) {
                return gap;
            }
        } catch (NumberFormatException notANumber) {
            // reported below
        }
        LOG.errorf("GATEHOUSE-710 The option %s must be a number of seconds from 1 to %d. Until it is fixed and the server restarted, it is %d",
                SECONDS_BETWEEN_EMAILS, EmailGap.LONGEST.toSeconds(), EmailGap.DEFAULT.toSeconds());
        return EmailGap.DEFAULT;
    }

    @Override
    public Duration emailGap() {
        return emailGap;
    }

    @Override
    public void close() {
        if (queue != null) {
            queue.close();
        }
    }
}
