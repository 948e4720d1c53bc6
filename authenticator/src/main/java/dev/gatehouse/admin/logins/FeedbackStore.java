package dev.gatehouse.admin.logins;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.session.AfterCommit;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Feedback about the logins of a realm, in the table {@code GH_FEEDBACK} of Keycloak's database. What is older than {@link #KEPT} is not
 * returned, and deleted when the next feedback of any realm is given.
 */
final class FeedbackStore {

    /** How long feedback is kept after it was given. */
    static final Duration KEPT = Duration.ofDays(400);

    /** How many expired rows one feedback deletes. It adds one at most, so the table does not grow by rows that nobody deletes. */
    private static final int BATCH = 100;

    private static final Logger LOG = Logger.getLogger(FeedbackStore.class);

    private final KeycloakSession session;
    private final RealmModel realm;

    FeedbackStore(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** The feedback about an event; empty if there is none. */
    Optional<Feedback> find(String eventId) {
        return row(eventId).filter(row -> row.givenAt() >= oldest()).map(FeedbackEntity::feedback);
    }

    /**
     * The feedback about some events, by event.
     *
     * @param eventIds at most a few hundred, because databases limit the parameters of a query
     */
    Map<String, Feedback> find(Collection<String> eventIds) {
        if (eventIds.isEmpty()) {
            return Map.of();
        }
        return em(session)
                .createQuery(
                        "select f from FeedbackEntity f where f.eventId in :ids and f.realmId = :realm and f.givenAt >= :oldest",
                        FeedbackEntity.class)
                .setParameter("ids", eventIds)
                .setParameter("realm", realm.getId())
                .setParameter("oldest", oldest())
                .getResultStream()
                .map(FeedbackEntity::feedback)
                .collect(Collectors.toMap(Feedback::eventId, Function.identity()));
    }

    /**
     * The feedback of the realm, the most recently given first.
     *
     * @param most how many at most
     */
    List<Feedback> latest(int most) {
        return em(session)
                .createQuery(
                        "select f from FeedbackEntity f where f.realmId = :realm and f.givenAt >= :oldest"
                                + " order by f.givenAt desc, f.eventId",
                        FeedbackEntity.class)
                .setParameter("realm", realm.getId())
                .setParameter("oldest", oldest())
                .setMaxResults(most)
                .getResultStream()
                .map(FeedbackEntity::feedback)
                .toList();
    }

    /** Keeps feedback, in place of what was said about the same event before. */
    void keep(Feedback feedback) {
        row(feedback.eventId()).ifPresentOrElse(row -> row.change(feedback), () -> em(session)
                .persist(new FeedbackEntity(realm.getId(), feedback)));
        KeycloakSessionFactory sessions = session.getKeycloakSessionFactory();
        AfterCommit.run(session, () -> deleteExpired(sessions));
    }

    /** Deletes the feedback about an event. */
    void delete(String eventId) {
        row(eventId).ifPresent(em(session)::remove);
    }

    private Optional<FeedbackEntity> row(String eventId) {
        return Optional.ofNullable(em(session).find(FeedbackEntity.class, eventId))
                .filter(row -> row.realmId().equals(realm.getId()));
    }

    static void deleteOfUser(KeycloakSession session, RealmModel realm, String userId) {
        em(session)
                .createQuery("delete from FeedbackEntity f where f.userId = :id and f.realmId = :realm")
                .setParameter("id", userId)
                .setParameter("realm", realm.getId())
                .executeUpdate();
    }

    static void deleteOfRealm(KeycloakSession session, String realmId) {
        em(session)
                .createQuery("delete from FeedbackEntity f where f.realmId = :id")
                .setParameter("id", realmId)
                .executeUpdate();
    }

    /** In a transaction of its own, so that neither its locks nor its failure touch the request. */
    private static void deleteExpired(KeycloakSessionFactory sessions) {
        try {
            KeycloakModelUtils.runJobInTransaction(sessions, jobSession -> {
                List<String> expired = em(jobSession)
                        .createQuery("select f.eventId from FeedbackEntity f where f.givenAt < :oldest", String.class)
                        .setParameter("oldest", oldest())
                        .setMaxResults(BATCH)
                        .getResultList();
                if (!expired.isEmpty()) {
                    em(jobSession)
                            .createQuery("delete from FeedbackEntity f where f.eventId in :expired")
                            .setParameter("expired", expired)
                            .executeUpdate();
                }
            });
        } catch (RuntimeException e) {
            LOG.debug("Expired feedback could not be deleted; the next one tries again", e);
        }
    }

    private static long oldest() {
        return KeycloakClock.now().minus(KEPT).toEpochMilli();
    }

    private static EntityManager em(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }
}
