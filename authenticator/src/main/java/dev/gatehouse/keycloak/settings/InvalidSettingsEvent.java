package dev.gatehouse.keycloak.settings;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.keycloak.session.RealmJob;
import dev.gatehouse.keycloak.store.RateLimit;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSessionFactory;

/** The event that reports invalid settings. */
final class InvalidSettingsEvent {

    private static final Logger LOG = Logger.getLogger(InvalidSettingsEvent.class);

    /** All nodes see the same mistake. */
    private static final RateLimit EVENTS = new RateLimit("invalid-settings", 1, Duration.ofHours(1));

    /** Databases keep 2550 characters of all details together. */
    private static final int MOST_CHARACTERS = 500;

    private InvalidSettingsEvent() {}

    /** Raises it, in its own transaction, unless a node has raised it within the hour for the same mistake. */
    static void raise(KeycloakSessionFactory sessions, String realmId, SettingsPlace place, String problems) {
        try {
            String mistake = realmId + ":" + Integer.toHexString((place.name() + problems).hashCode());
            if (EVENTS.take(new SingleUseObjectStore(sessions), mistake, KeycloakClock.now())
                    .isPresent()) {
                RealmJob.run(sessions, realmId, (session, realm) -> new EventBuilder(realm, session)
                        .event(EventType.CUSTOM_REQUIRED_ACTION)
                        .detail(Details.CUSTOM_REQUIRED_ACTION, GatehouseEvents.SETTINGS_INVALID)
                        .detail(GatehouseEvents.SETTINGS_PLACE, place.name())
                        .detail(
                                GatehouseEvents.SETTINGS_PROBLEMS,
                                problems.length() > MOST_CHARACTERS ? problems.substring(0, MOST_CHARACTERS) : problems)
                        .error(GatehouseEvents.SETTINGS_INVALID));
            }
        } catch (RuntimeException e) {
            LOG.warnf(e, "GATEHOUSE-418 The event about invalid settings could not be raised");
        }
    }
}
