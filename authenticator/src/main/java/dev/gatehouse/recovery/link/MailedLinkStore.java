package dev.gatehouse.recovery.link;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.json.PlainJson;
import dev.gatehouse.keycloak.session.AfterCommit;
import dev.gatehouse.recovery.token.ResetToken;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Stores emailed links in a table, because Keycloak's own survive a restart of all nodes, and what the cluster only keeps in memory does
 * not.
 */
public final class MailedLinkStore {

    /** How many expired rows one email deletes. It adds one, so the table cannot grow by rows that nobody deletes. */
    static final int BATCH = 100;

    /** How long the page can still tell that a link has ended. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private static final Logger LOG = Logger.getLogger(MailedLinkStore.class);

    private final KeycloakSession session;
    private final RealmModel realm;

    public MailedLinkStore(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /**
     * A link that was found.
     *
     * @param secret the secret in it
     * @param link what it stands for
     */
    public record Found(ResetToken secret, MailedLink link) {}

    /** Stores a link, in the transaction of the request; only the caller ever sees its secret. */
    ResetToken issue(MailedLink link) {
        ResetToken secret = ResetToken.mint();
        em(session)
                .persist(new MailedLinkEntity(
                        secret.hash(realm.getId()),
                        realm.getId(),
                        link.isForNewAccount() ? null : link.userId(),
                        link.ends() + REMEMBERED.toSeconds(),
                        new LinkSeal(realm.getId(), secret).seal(PlainJson.write(link))));
        KeycloakSessionFactory sessions = session.getKeycloakSessionFactory();
        AfterCommit.run(session, () -> deleteExpired(sessions));
        return secret;
    }

    /** Deletes a link, because no email has left. */
    void delete(ResetToken secret) {
        MailedLinkEntity row = em(session).find(MailedLinkEntity.class, secret.hash(realm.getId()));
        if (row != null) {
            em(session).remove(row);
        }
    }

    /** The link whose secret this text contains; empty if it is unknown, or no longer stored. Changes nothing. */
    public Optional<Found> find(String text) {
        return ResetToken.findIn(text).stream()
                .flatMap(secret -> find(secret).stream())
                .findFirst();
    }

    private Optional<Found> find(ResetToken secret) {
        return Optional.ofNullable(em(session).find(MailedLinkEntity.class, secret.hash(realm.getId())))
                .filter(row -> row.realmId().equals(realm.getId()))
                .flatMap(row -> new LinkSeal(realm.getId(), secret).open(row.sealed()))
                .flatMap(text -> PlainJson.read(text, MailedLink.class))
                .map(link -> new Found(secret, link));
    }

    static void deleteOfUser(KeycloakSession session, String userId) {
        em(session)
                .createQuery("delete from MailedLinkEntity l where l.userId = :id")
                .setParameter("id", userId)
                .executeUpdate();
    }

    static void deleteOfRealm(KeycloakSession session, String realmId) {
        em(session)
                .createQuery("delete from MailedLinkEntity l where l.realmId = :id")
                .setParameter("id", realmId)
                .executeUpdate();
    }

    /** In a transaction of its own, so that neither its locks nor its failure touch the request. */
    private static void deleteExpired(KeycloakSessionFactory sessions) {
        try {
            KeycloakModelUtils.runJobInTransaction(sessions, jobSession -> {
                List<String> expired = em(jobSession)
                        .createQuery("select l.id from MailedLinkEntity l where l.endsAt < :now", String.class)
                        .setParameter("now", KeycloakClock.now().getEpochSecond())
                        .setMaxResults(BATCH)
                        .getResultList();
                if (!expired.isEmpty()) {
                    em(jobSession)
                            .createQuery("delete from MailedLinkEntity l where l.id in :expired")
                            .setParameter("expired", expired)
                            .executeUpdate();
                }
            });
        } catch (RuntimeException e) {
            LOG.debug("Expired links could not be deleted; the next email tries again", e);
        }
    }

    private static EntityManager em(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }
}
