package dev.gatehouse.profile;

import dev.gatehouse.profile.ProfileCodec.UnreadableProfileException;
import dev.gatehouse.risk.LoginAttempt;
import dev.gatehouse.risk.Profile;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Reads and writes profiles: one statement each.
 *
 * <p>Each runs in a transaction of its own. On some databases a failed statement spoils the transaction it belongs to, and a
 * profile that cannot be read must lead to a question, not to an error page.
 */
public final class ProfileStore {

    private static final Logger LOG = Logger.getLogger(ProfileStore.class);

    private final KeycloakSessionFactory sessions;

    public ProfileStore(KeycloakSession session) {
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
     * @param revision the revision of the row, {@link #NO_ROW} where there is none
     */
    public record Found(Profile profile, long revision) implements Lookup {}

    /** The row exists but makes no sense, or the database did not answer. The cause is in the log. */
    public record Unreadable() implements Lookup {

        @Override
        public Profile profile() {
            return Profile.EMPTY;
        }
    }

    private static final long NO_ROW = -1;

    /** Reads the profile of a user. Never throws for a database that fails. */
    public Lookup find(UserModel user) {
        try {
            return inOwnTransaction(em -> read(em, user.getId()));
        } catch (RuntimeException e) {
            LOG.errorf(e, "GATEHOUSE-201 The profile of user %s cannot be read from the database; a security code is asked for", user.getId());
            return new Unreadable();
        }
    }

    /**
     * Adds a completed login to the profile of a user. Tries again where another node was faster. Never throws for a database
     * that fails: what was not learned makes the next login look stranger, never safer.
     *
     * @param known what {@link #find} returned at this login
     */
    public void learn(RealmModel realm, UserModel user, Lookup known, LoginAttempt attempt) {
        try {
            if (!save(realm, user, known, attempt) && !save(realm, user, find(user), attempt)) {
                LOG.warnf("GATEHOUSE-203 The profile of user %s changed twice while a login was added; this login is not remembered", user.getId());
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "GATEHOUSE-202 The profile of user %s cannot be written", user.getId());
        }
    }

    private boolean save(RealmModel realm, UserModel user, Lookup known, LoginAttempt attempt) {
        String encoded = ProfileCodec.encode(known.profile().learn(attempt));
        long now = Time.currentTimeMillis();
        if (known instanceof Found found && found.revision() == NO_ROW) {
            return insert(new ProfileEntity(user.getId(), realm.getId(), encoded, now));
        }
        // A row that makes no sense is replaced whatever its revision is: this login passed, so a fresh start is sound.
        String sameRevision = known instanceof Found ? " and p.revision = :revision" : "";
        return inOwnTransaction(em -> {
            var update = em.createQuery("update ProfileEntity p set p.profile = :profile, p.updatedAt = :now, "
                            + "p.revision = p.revision + 1 where p.userId = :user" + sameRevision)
                    .setParameter("profile", encoded)
                    .setParameter("now", now)
                    .setParameter("user", user.getId());
            if (known instanceof Found found) {
                update.setParameter("revision", found.revision());
            }
            return update.executeUpdate() == 1;
        });
    }

    private boolean insert(ProfileEntity row) {
        try {
            return inOwnTransaction(em -> {
                em.persist(row);
                em.flush();
                return true;
            });
        } catch (PersistenceException | org.keycloak.models.ModelException anotherNodeWasFaster) {
            LOG.debugf(anotherNodeWasFaster, "A profile was inserted by somebody else meanwhile");
            return false;
        }
    }

    private static Lookup read(EntityManager em, String userId) {
        List<ProfileEntity> rows = em.createQuery("select p from ProfileEntity p where p.userId = :user", ProfileEntity.class)
                .setParameter("user", userId)
                .getResultList();
        if (rows.isEmpty()) {
            return new Found(Profile.EMPTY, NO_ROW);
        }
        ProfileEntity row = rows.get(0);
        try {
            return new Found(ProfileCodec.decode(row.profile()), row.revision());
        } catch (UnreadableProfileException e) {
            LOG.errorf("GATEHOUSE-204 The profile of user %s is damaged (%s); a security code is asked for and a new profile begun", userId, e.getMessage());
            return new Unreadable();
        }
    }

    private <T> T inOwnTransaction(Function<EntityManager, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                sessions, session -> work.apply(session.getProvider(JpaConnectionProvider.class).getEntityManager()));
    }
}
