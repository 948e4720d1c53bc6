package dev.gatehouse.risk.profile;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.function.Supplier;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Writes when an account was secured: a column of its profile's row, so that a login reads both by one statement, see
 * {@link ProfileLookup#whenSecured}. An account without a profile gets a row with an empty one.
 */
public final class SecuredAtStore {

    private static final int MOST_ATTEMPTS = 3;

    private final EntityManager em;
    private final ProfileWriter writer;

    public SecuredAtStore(KeycloakSession session) {
        this.em = ProfileReader.entityManager(session);
        this.writer = new ProfileWriter(session.getKeycloakSessionFactory(), em);
    }

    /**
     * Notes that an account is secured now, in the transaction of the request. Must come before {@link ProfileStore#forget} in the same
     * request: a row that is being deleted cannot be made again beside it.
     *
     * @return what is noted: later than whatever was noted before, also where the clock of another node is ahead
     * @throws ModelException if others delete the row again and again meanwhile
     */
    public SecuredAt secure(RealmModel realm, UserModel user) {
        long now = Time.currentTimeMillis();
        // The row's own value counts, and not one that was read before: a snapshot may be older.
        change(realm, user, () -> em.createQuery("update ProfileEntity p set p.revision = p.revision + 1, "
                        + "p.securedAt = case when p.securedAt >= :now then p.securedAt + 1 else :now end where p.userId = :user")
                .setParameter("now", now));
        return find(user);
    }

    /**
     * Waits until nobody else is securing an account, and has others wait until the transaction of the request ends. What is read after this is
     * what they have written.
     *
     * @throws ModelException as {@link #secure}
     */
    public void hold(RealmModel realm, UserModel user) {
        change(realm, user, () -> em.createQuery("update ProfileEntity p set p.revision = p.revision + 1 where p.userId = :user"));
    }

    private void change(RealmModel realm, UserModel user, Supplier<Query> update) {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            // Before the update: on MySQL and MariaDB one that finds no row keeps the place of it locked, and the row could not be made beside it.
            if (!exists(user)) {
                writer.insert(new ProfileEntity(user.getId(), realm.getId(), ProfileEntity.EMPTY, Time.currentTimeMillis(), null, 0, null));
            }
            if (update.get().setParameter("user", user.getId()).executeUpdate() == 1) {
                return;
            }
        }
        throw new ModelException("The row of the account " + user.getId() + " keeps being deleted");
    }

    private boolean exists(UserModel user) {
        return em.createQuery("select count(p) from ProfileEntity p where p.userId = :user", Long.class).setParameter("user", user.getId()).getSingleResult() > 0;
    }

    private SecuredAt find(UserModel user) {
        return em.createQuery("select p.securedAt from ProfileEntity p where p.userId = :user", Long.class)
                .setParameter("user", user.getId())
                .getResultStream().findFirst().map(SecuredAt::ofColumn).orElseThrow();
    }
}
