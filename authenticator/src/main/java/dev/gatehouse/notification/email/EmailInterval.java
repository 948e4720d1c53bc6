package dev.gatehouse.notification.email;

import java.time.Duration;
import org.keycloak.models.KeycloakSession;

/** The least time between two emails: between two security codes of one login, and between two links for one account. One value for the whole server. */
public final class EmailInterval {

    /** The gap unless the server's option says otherwise. */
    static final Duration DEFAULT = Duration.ofSeconds(30);

    /**
     * The longest gap: half the lifetime of a security code, so that a user who has lost the first email can still have the code repeated.
     */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private EmailInterval() {}

    /** The gap of this server, from one second to {@link #LONGEST}; the default if the factory is disabled. */
    public static Duration of(KeycloakSession session) {
        EmailQueueProvider provider = session.getProvider(EmailQueueProvider.class);
        return provider == null ? DEFAULT : provider.emailGap();
    }
}
