package dev.gatehouse.notification.email;

import java.time.Duration;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/**
 * The least time between two emails to one account: between two security codes, and between two links. One value for the whole server,
 * kept by the factory that reads the server's option.
 */
public interface EmailGap {

    /** The gap unless the server's option says otherwise. */
    Duration DEFAULT = Duration.ofSeconds(30);

    /** The longest gap: half the life of a security code, so that whoever lost the first email can still have the code repeated. */
    Duration LONGEST = Duration.ofMinutes(5);

    /** The gap, from one second to {@link #LONGEST}. */
    Duration emailGap();

    /** The gap of this server; the default if the factory is switched off. */
    static Duration of(KeycloakSession session) {
        Object factory = session.getKeycloakSessionFactory().getProviderFactory(RealmResourceProvider.class, "gatehouse");
        return factory instanceof EmailGap configured ? configured.emailGap() : DEFAULT;
    }
}
