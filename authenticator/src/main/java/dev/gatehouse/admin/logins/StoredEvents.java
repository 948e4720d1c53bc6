package dev.gatehouse.admin.logins;

import dev.gatehouse.keycloak.text.StoredText;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.events.Event;
import org.keycloak.events.EventQuery;
import org.keycloak.events.EventStoreProvider;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The saved events of a realm. Keycloak's table has an index on realm and time, and one on user, type and time; each query follows one of
 * them and reads a limited number of rows, whatever the table holds.
 */
final class StoredEvents {

    /** How many events one call reads at most, of the types that logins are read from. */
    static final int READ = 500;

    /** How many events of any type a call looks through: most realms save more token refreshes than logins. */
    static final int SCANNED = 5_000;

    /** How many later events of one user are read to see how a login has ended. */
    private static final int LATER = 30;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final @Nullable EventStoreProvider store;

    StoredEvents(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.store = session.getProvider(EventStoreProvider.class);
    }

    /**
     * Consecutive events.
     *
     * @param events the newest first
     * @param next the time, in milliseconds, until which the next window reaches, inclusive; empty if there are no further events
     */
    record Window(List<Event> events, OptionalLong next) {}

    /** Whether the realm saves what is needed. */
    EventSaving saving() {
        boolean isOn = store != null && realm.isEventsEnabled();
        Set<String> chosen = realm.getEnabledEventTypesStream().collect(Collectors.toSet());
        return new EventSaving(
                isOn,
                LoginEventView.TYPES.stream()
                        .filter(type -> !isOn || !isSaved(type, chosen))
                        .map(EventType::name)
                        .sorted()
                        .toList());
    }

    /** As Keycloak decides it: without a choice, each type has a default. */
    private static boolean isSaved(EventType type, Set<String> chosen) {
        return chosen.isEmpty() ? type.isSaveByDefault() : chosen.contains(type.name());
    }

    /**
     * The newest events of logins.
     *
     * @param from the oldest time, in milliseconds
     * @param until the newest time, in milliseconds
     */
    Window window(Optional<String> userId, OptionalLong from, OptionalLong until) {
        if (store == null || !userId.map(StoredText::isPossible).orElse(true)) {
            return new Window(List.of(), OptionalLong.empty());
        }
        return userId.map(id -> ofUser(store, id, from, until)).orElseGet(() -> ofAll(store, from, until));
    }

    /** One query for each type, because the index is ordered by time only within a type. */
    private Window ofUser(EventStoreProvider events, String userId, OptionalLong from, OptionalLong until) {
        int each = READ / LoginEventView.TYPES.size();
        return merged(
                LoginEventView.TYPES.stream()
                        .map(type ->
                                read(between(events, from, until).user(userId).type(type), each))
                        .toList(),
                each);
    }

    private Window ofAll(EventStoreProvider events, OptionalLong from, OptionalLong until) {
        OptionalLong oldest = read(between(events, from, until).firstResult(SCANNED), 1).stream()
                .mapToLong(Event::getTime)
                .findFirst();
        EventQuery query =
                between(events, oldest.isPresent() ? oldest : from, until).type(types());
        Window window = merged(List.of(read(query, READ)), READ);
        return window.next().isPresent() || oldest.isEmpty()
                ? window
                : new Window(window.events(), OptionalLong.of(oldest.getAsLong() - 1));
    }

    /**
     * Merges lists into one, as far back as each of them is complete. Where a list was cut off, the events of its oldest millisecond are left
     * to the next window, because some of them may be missing.
     */
    static Window merged(List<List<Event>> lists, int limit) {
        OptionalLong cut = lists.stream()
                .filter(list -> list.size() >= limit)
                .mapToLong(list -> list.get(list.size() - 1).getTime())
                .max();
        List<Event> all = new ArrayList<>();
        lists.forEach(all::addAll);
        all.sort(Comparator.comparingLong(Event::getTime).reversed());
        if (cut.isEmpty()) {
            return new Window(all, cut);
        }
        long oldest = cut.getAsLong();
        List<Event> complete =
                all.stream().filter(event -> event.getTime() > oldest).toList();
        if (!complete.isEmpty()) {
            return new Window(complete, cut);
        }
        // A whole window within one millisecond: to go on is better than to return it again and again.
        return new Window(
                all.stream().filter(event -> event.getTime() == oldest).toList(), OptionalLong.of(oldest - 1));
    }

    /** The first few events of a user's logins after a time, within a duration; the newest of them first. */
    List<Event> later(String userId, long after, Duration within) {
        if (store == null) {
            return List.of();
        }
        EventQuery query = store.createQuery()
                .realm(realm.getId())
                .user(userId)
                .type(types())
                .fromDate(after + 1)
                .toDate(after + within.toMillis())
                .orderByAscTime();
        return read(query, LATER).stream()
                .sorted(Comparator.comparingLong(Event::getTime).reversed())
                .toList();
    }

    /** An event of this realm; empty if there is none with this id, or the server does not keep events in Keycloak's table. */
    Optional<Event> find(String id) {
        if (store == null) {
            return Optional.empty();
        }
        // Keycloak's query cannot ask for an id, so the table tells time and user, and the query does the rest.
        EntityManager em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        try (Stream<Tuple> found = em.createQuery(
                        "select e.time, e.userId from EventEntity e where e.id = :id and e.realmId = :realm",
                        Tuple.class)
                .setParameter("id", id)
                .setParameter("realm", realm.getId())
                .getResultStream()) {
            return found.toList().stream()
                    .filter(event -> event.get(1) != null)
                    .flatMap(event -> at(store, event.get(0, Long.class), event.get(1, String.class)))
                    .filter(event -> id.equals(event.getId()))
                    .findFirst();
        }
    }

    private Stream<Event> at(EventStoreProvider events, long time, String userId) {
        OptionalLong moment = OptionalLong.of(time);
        return read(between(events, moment, moment).user(userId), READ).stream();
    }

    private static EventType[] types() {
        return LoginEventView.TYPES.toArray(EventType[]::new);
    }

    private EventQuery between(EventStoreProvider events, OptionalLong from, OptionalLong until) {
        EventQuery query = events.createQuery().realm(realm.getId()).orderByDescTime();
        from.ifPresent(query::fromDate);
        until.ifPresent(query::toDate);
        return query;
    }

    private static List<Event> read(EventQuery query, int most) {
        try (Stream<Event> events = query.maxResults(most).getResultStream()) {
            return events.toList();
        }
    }
}
