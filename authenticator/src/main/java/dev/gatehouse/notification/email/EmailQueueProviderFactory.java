package dev.gatehouse.notification.email;

import dev.gatehouse.keycloak.config.MovedOptions;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderFactory;

/** Keeps the queue of emails for as long as the server runs, and reads the options that concern it. */
public final class EmailQueueProviderFactory implements ProviderFactory<EmailQueueProvider> {

    /** The server's options {@code --spi-gatehouse-email--default--…}. */
    static final String QUEUE_SIZE = "queue-size";
    static final String SECONDS_BETWEEN_EMAILS = "seconds-between-emails";

    /** Where the options were before: {@code --spi-realm-restapi-extension--gatehouse--…}. */
    private static final String FORMER_SPI = "realm-restapi-extension";
    private static final String FORMER_PROVIDER = "gatehouse";
    private static final String FORMER_QUEUE_SIZE = "mail-queue-size";

    private static final Logger LOG = Logger.getLogger(EmailQueueProviderFactory.class);

    private int queueSize = EmailQueue.USUALLY_WAITING;
    private Duration emailGap = EmailGap.DEFAULT;
    private EmailQueue queue;

    @Override
    public String getId() {
        return "default";
    }

    @Override
    public EmailQueueProvider create(KeycloakSession session) {
        return new EmailQueueProvider() {
            @Override
            public EmailQueue queue() {
                return queue;
            }

            @Override
            public Duration emailGap() {
                return emailGap;
            }
        };
    }

    @Override
    public void init(Config.Scope config) {
        MovedOptions options = new MovedOptions(config, Config.scope(FORMER_SPI, FORMER_PROVIDER));
        queueSize = queueSize(options.get(QUEUE_SIZE, FORMER_QUEUE_SIZE));
        emailGap = emailGap(options.get(SECONDS_BETWEEN_EMAILS));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        queue = new EmailQueue(factory, queueSize);
    }

    /**
     * Reads the option.
     *
     * @param option as it was given; {@code null} if it was not
     * @return the usual size if it is invalid
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
            // reported below
        }
        LOG.errorf("GATEHOUSE-708 The option %s must be a number from 1 to %d. "
                        + "Until it is fixed and the server restarted, %d emails may wait",
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
        LOG.errorf("GATEHOUSE-710 The option %s must be a number of seconds from 1 to %d. "
                        + "Until it is fixed and the server restarted, it is %d",
                SECONDS_BETWEEN_EMAILS, EmailGap.LONGEST.toSeconds(), EmailGap.DEFAULT.toSeconds());
        return EmailGap.DEFAULT;
    }

    @Override
    public void close() {
        if (queue != null) {
            queue.close();
        }
    }
}
