package dev.gatehouse.recovery.page;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventStoreProvider;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * When accounts at identity providers were linked. Keycloak stores no date with a link, so the dates come from the realm's saved events.
 */
final class IdpLinkDates {

    private static final int MAX_EVENTS = 200;

    private final KeycloakSession session;
    private final RealmModel realm;

    IdpLinkDates(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** The known dates, by the provider's alias. */
    Map<String, Instant> of(UserModel user) {
        EventStoreProvider events = session.getProvider(EventStoreProvider.class);
        if (events == null) {
            return Map.of();
        }
        return events.createQuery()
                .realm(realm.getId())
                .user(user.getId())
                .type(EventType.FEDERATED_IDENTITY_LINK, EventType.REGISTER)
                .orderByDescTime()
                .maxResults(MAX_EVENTS)
                .getResultStream()
                .filter(event -> event.getError() == null
                        && event.getDetails() != null
                        && event.getDetails().containsKey(Details.IDENTITY_PROVIDER))
                .collect(Collectors.toMap(
                        event -> event.getDetails().get(Details.IDENTITY_PROVIDER),
                        IdpLinkDates::time,
                        (latest, earlier) -> latest));
    }

    private static Instant time(Event event) {
        return Instant.ofEpochMilli(event.getTime());
    }
}
