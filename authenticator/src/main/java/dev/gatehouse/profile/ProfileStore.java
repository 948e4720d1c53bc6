package dev.gatehouse.profile;

import dev.gatehouse.risk.LoginAttempt;
import dev.gatehouse.risk.Profile;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Reads and writes profiles: one statement each. */
public final class ProfileStore {

    static final long NO_ROW = -1;

    private static final Logger LOG = Logger.getLogger(ProfileStore.class);

    private final KeycloakSession session;
    private final KeycloakSessionFactory sessions;

    public ProfileStore(KeycloakSession session) {
        this.session = session;
        this.sessions = session.getKeycloakSessionFactory();
    }

    /** What a look for a profile found. */
    public sealed interface Lookup {

        /** What to reckon with: the profile, or an empty one. */
        Profile profile();
    }

    /**
     * A profile, or the certainty that there is none.
     *
     * @param profile the profile, {@link Profile#EMPTY} where the user has none
     * @param revision the revision of the row, negative where there is none
     */
    public record Found(Profile profile, long revision) implements Lookup {}

    /**
     * The row makes no sense. A login that passes begins a new profile in its place.
     *
     * @param revision the revision of the row
     */
    public record Damaged(long revision) implements Lookup {

        @Override
        public Profile profile() {
            return Profile.EMPTY;
        }
    }

    /** The database did not answer, or the row is of a newer format than this node knows. It is left alone. */
    public record Unavailable() implements Lookup {

        @Override
        public Profile profile() {
            return Profile.EMPTY;
        }
    }

    /** Reads the profile of a user, on the connection of the request. Never throws for a database that fails the query. */
    public Lookup find(UserModel user) {
        return new ProfileReader(entityManager(session)).find(user.getId());
    }

    /**
     * Adds a completed login to the profile of a user, in a transaction of its own. Must be called when the request has given its
     * connection back. Tries again where another node was faster. Never throws for a database that fails: what was not learned
     * makes the next login look stranger, never safer.
     *
     * @param known what {@link #find} returned at this login; {@code null} if it was not called in this request
     */
    public void learn(RealmModel realm, UserModel user, Lookup known, LoginAttempt attempt) {
        try {
            boolean isKnown = known != null && !(known instanceof Unavailable);
            if (isKnown && save(realm, user, known, attempt)) {
                return;
            }
            Lookup current = inOwnTransaction(em -> new ProfileReader(em).find(user.getId()));
            if (current instanceof Unavailable || !save(realm, user, current, attempt)) {
                LOG.warnf("GATEHOUSE-203 The profile of user %s cannot be read, or changed twice while a login was added; this login is not remembered",
                        user.getId());
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "GATEHOUSE-202 The profile of user %s cannot be written", user.getId());
        }
    }

    /** Forgets a user's profile, in the transaction of the request; the next login begins a new one. */
    public void forget(UserModel user) {
        entityManager(session).createQuery("delete from ProfileEntity p where p.userId = :user")
                .setParameter("user", user.getId())
                .executeUpdate();
    }

    private boolean save(RealmModel realm, UserModel user, Lookup known, LoginAttempt attempt) {
        String encoded = ProfileCodec.encode(known.profile().learn(attempt));
        long now = Time.currentTimeMillis();
        long revision = known instanceof Found found ? found.revision() : ((Damaged) known).revision();
        if (revision == NO_ROW) {
            return insert(new ProfileEntity(user.getId(), realm.getId(), encoded, now));
        }
        return inOwnTransaction(em -> em.createQuery("update ProfileEntity p set p.profile = :profile, p.updatedAt = :now, "
                        + "p.revision = p.revision + 1 where p.userId = :user and p.revision = :revision")
                .setParameter("profile", encoded)
                .setParameter("now", now)
                .setParameter("user", user.getId())
                .setParameter("revision", revision)
                .executeUpdate() == 1);
    }

    private boolean insert(ProfileEntity row) {
        try {
            return inOwnTransaction(em -> {
                em.persist(row);
                em.flush();
                return true;
            });
        } catch (PersistenceException | ModelException anotherNodeWasFaster) {
            LOG.debugf(anotherNodeWasFaster, "A profile was inserted by somebody else meanwhile");
            return false;
        }
    }

    private <T> T inOwnTransaction(Function<EntityManager, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(sessions, own -> work.apply(entityManager(own)));
    }

    private static EntityManager entityManager(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }
}
