package dev.gatehouse.profile;

import jakarta.persistence.EntityManager;
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
     * @throws ModelException if others change the row again and again meanwhile
     */
    public SecuredAt secure(RealmModel realm, UserModel user) {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            long now = Math.max(Time.currentTimeMillis(), find(user).millis() + 1);
            int changed = em.createQuery("update ProfileEntity p set p.securedAt = :now, p.revision = p.revision + 1 "
                            + "where p.userId = :user and (p.securedAt is null or p.securedAt < :now)")
                    .setParameter("now", now)
                    .setParameter("user", user.getId())
                    .executeUpdate();
            if (changed == 1) {
                return new SecuredAt(now);
            }
            writer.insert(new ProfileEntity(user.getId(), realm.getId(), ProfileEntity.EMPTY, now, null, 0, null));
        }
        throw new ModelException("The account " + user.getId() + " cannot be secured");
    }

    private SecuredAt find(UserModel user) {
        return em.createQuery("select p.securedAt from ProfileEntity p where p.userId = :user and p.securedAt is not null", Long.class)
                .setParameter("user", user.getId())
                .getResultStream().findFirst().map(SecuredAt::ofColumn).orElse(SecuredAt.NEVER);
    }
}
