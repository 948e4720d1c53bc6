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
 * Writes the time when an account was secured, a column of the profile row, so that a login reads both with one statement, see
 * {@link ProfileLookup#whenSecured}. An account without a profile gets a row with an empty profile.
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
     * Records that an account is secured now, in the transaction of the request. Must be called before {@link ProfileStore#forget}
     * in the same request: a row that is being deleted cannot be inserted again.
     *
     * @return the recorded value: later than any value recorded before, even if the clock of another node is ahead
     * @throws ModelException if other transactions repeatedly delete the row meanwhile
     */
    public SecuredAt secure(RealmModel realm, UserModel user) {
        long now = Time.currentTimeMillis();
        // Compares with the stored value, not with one read before: a snapshot may be stale.
        change(realm, user, () -> em.createQuery(
                        "update ProfileEntity p set p.revision = p.revision + 1, "
                                + "p.securedAt = case when p.securedAt >= :now then p.securedAt + 1 else :now end where p.userId = :user")
                .setParameter("now", now));
        return find(user);
    }

    /**
     * Waits until no other transaction is securing the account, and blocks others until the transaction of the request ends. Reads
     * after this call see what the others wrote.
     *
     * @throws ModelException as {@link #secure}
     */
    public void hold(RealmModel realm, UserModel user) {
        change(
                realm,
                user,
                () -> em.createQuery("update ProfileEntity p set p.revision = p.revision + 1 where p.userId = :user"));
    }

    private void change(RealmModel realm, UserModel user, Supplier<Query> update) {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            // Must precede the update: on MySQL and MariaDB an update that finds no row locks the gap, and the row
            // could not be
            // inserted.
            if (!exists(user)) {
                writer.insert(new ProfileEntity(
                        user.getId(), realm.getId(), ProfileEntity.EMPTY, Time.currentTimeMillis(), null, 0, null));
            }
            if (update.get().setParameter("user", user.getId()).executeUpdate() == 1) {
                return;
            }
        }
        throw new ModelException("The row of the account " + user.getId() + " keeps being deleted");
    }

    private boolean exists(UserModel user) {
        return em.createQuery("select count(p) from ProfileEntity p where p.userId = :user", Long.class)
                        .setParameter("user", user.getId())
                        .getSingleResult()
                > 0;
    }

    private SecuredAt find(UserModel user) {
        return em.createQuery("select p.securedAt from ProfileEntity p where p.userId = :user", Long.class)
                .setParameter("user", user.getId())
                .getResultStream()
                .findFirst()
                .map(SecuredAt::ofColumn)
                .orElseThrow();
    }
}
