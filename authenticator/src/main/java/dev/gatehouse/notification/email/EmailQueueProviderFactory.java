package dev.gatehouse.notification.email;

import dev.gatehouse.keycloak.config.MovedOptions;
import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.config.SettingType;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderFactory;

/** Holds the email queue and the threads of awaited emails while the server runs, and reads the options. */
public final class EmailQueueProviderFactory implements ProviderFactory<EmailQueueProvider> {

    /** The server's options {@code --spi-gatehouse-email--default--…}. */
    private static final Setting<Integer> QUEUE_SIZE = Setting.of(
            "queue-size",
            SettingType.integer("a number", 1, EmailQueue.MAX_SIZE),
            Integer.toString(EmailQueue.DEFAULT_SIZE));

    private static final Setting<Duration> SECONDS_BETWEEN_EMAILS = Setting.of(
            "seconds-between-emails",
            SettingType.integer("a number of seconds", 1, (int) EmailInterval.LONGEST.toSeconds())
                    .map(Duration::ofSeconds),
            Long.toString(EmailInterval.DEFAULT.toSeconds()));

    /** Where earlier versions had the options: {@code --spi-realm-restapi-extension--gatehouse--…}. */
    private static final String FORMER_SPI = "realm-restapi-extension";

    private static final String FORMER_PROVIDER = "gatehouse";
    private static final String FORMER_QUEUE_SIZE = "mail-queue-size";

    private static final Logger LOG = Logger.getLogger(EmailQueueProviderFactory.class);

    private int queueSize = QUEUE_SIZE.defaultValue();
    private Duration emailGap = SECONDS_BETWEEN_EMAILS.defaultValue();
    private EmailQueue queue;
    private AwaitedEmails awaitedEmails;

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
            public AwaitedEmails awaitedEmails() {
                return awaitedEmails;
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
        queueSize = queueSize(options.get(QUEUE_SIZE.key(), FORMER_QUEUE_SIZE));
        emailGap = emailGap(options.get(SECONDS_BETWEEN_EMAILS.key()));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        queue = new EmailQueue(factory, queueSize);
        awaitedEmails = new AwaitedEmails();
    }

    /**
     * Reads the option.
     *
     * @param option as it was given; {@code null} if it was not
     * @return the default size if it is invalid
     */
    static int queueSize(@Nullable String option) {
        return QUEUE_SIZE.parse(
                option,
                problem -> LOG.errorf(
                        "GATEHOUSE-708 The option %s. Until it is fixed and the server restarted, %s emails may wait",
                        problem, QUEUE_SIZE.defaultText()));
    }

    /**
     * Reads the option.
     *
     * @param option seconds as they were given; {@code null} if they were not
     * @return the default if it is invalid
     */
    static Duration emailGap(@Nullable String option) {
        return SECONDS_BETWEEN_EMAILS.parse(
                option,
                problem -> LOG.errorf(
                        "GATEHOUSE-710 The option %s. Until it is fixed and the server restarted, it is %s",
                        problem, SECONDS_BETWEEN_EMAILS.defaultText()));
    }

    @Override
    public void close() {
        if (queue != null) {
            queue.close();
            awaitedEmails.close();
        }
    }
}
