package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.config.SettingType;
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
    private static final Setting<Integer> QUEUE_SIZE = Setting.of(
            "mail-queue-size", SettingType.integer("a number", 1, EmailQueue.MOST_WAITING), Integer.toString(EmailQueue.USUALLY_WAITING));

    /** The server's option {@code --spi-realm-restapi-extension--gatehouse--seconds-between-emails}. */
    private static final Setting<Duration> SECONDS_BETWEEN_EMAILS = Setting.of(
            "seconds-between-emails",
            SettingType.integer("a number of seconds", 1, (int) EmailGap.LONGEST.toSeconds()).map(Duration::ofSeconds),
            Long.toString(EmailGap.DEFAULT.toSeconds()));

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
        queueSize = queueSize(config.get(QUEUE_SIZE.key()));
        emailGap = emailGap(config.get(SECONDS_BETWEEN_EMAILS.key()));
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
        return QUEUE_SIZE.parse(option, problem -> LOG.errorf(
                "GATEHOUSE-708 The option %s. Until it is fixed and the server restarted, %s emails may wait",
                problem, QUEUE_SIZE.defaultText()));
    }

    /**
     * Reads the option.
     *
     * @param option seconds as they were given; {@code null} if they were not
     * @return the default if it is invalid
     */
    static Duration emailGap(String option) {
        return SECONDS_BETWEEN_EMAILS.parse(option, problem -> LOG.errorf(
                "GATEHOUSE-710 The option %s. Until it is fixed and the server restarted, it is %s",
                problem, SECONDS_BETWEEN_EMAILS.defaultText()));
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
