package dev.gatehouse.admin.page;

import dev.gatehouse.keycloak.event.GatehouseEvents;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Event;
import org.keycloak.events.EventStoreProvider;
import org.keycloak.events.EventType;

/**
 * Whom a threshold would have challenged among the latest logins, by the scores in their events.
 *
 * @param logins how many logins with a score were looked at
 * @param userIds the users with a login above the threshold, the latest first
 */
record UsersAbove(int logins, Set<String> userIds) {

    /** So many events are read at most: the page must not take longer the more a realm saves. */
    private static final int MOST_EVENTS = 300;

    /** Reads the latest logins of a realm; empty if it saves no events of logins. */
    static Optional<UsersAbove> of(PageAdmin admin, double threshold) {
        EventStoreProvider store = admin.session().getProvider(EventStoreProvider.class);
        if (store == null || !admin.realm().isEventsEnabled()) {
            return Optional.empty();
        }
        List<Event> events = store.createQuery()
                .realm(admin.realm().getId())
                .type(EventType.LOGIN)
                .orderByDescTime()
                .firstResult(0)
                .maxResults(MOST_EVENTS)
                .getResultStream()
                .toList();
        int logins = 0;
        Set<String> above = new LinkedHashSet<>();
        for (Event event : events) {
            Optional<Double> score = score(event);
            if (score.isPresent()) {
                logins++;
                if (score.get() > threshold && event.getUserId() != null) {
                    above.add(event.getUserId());
                }
            }
        }
        return Optional.of(new UsersAbove(logins, above));
    }

    private static Optional<Double> score(Event event) {
        @Nullable
        String text = event.getDetails() == null ? null : event.getDetails().get(GatehouseEvents.SCORE);
        try {
            return Optional.ofNullable(text).map(Double::parseDouble).filter(Double::isFinite);
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
    }
}
