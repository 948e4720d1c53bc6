package dev.gatehouse.risk.profile;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.JpaConnectionProviderFactory;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelException;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Writes profile rows outside the transaction of the request. */
final class ProfileWriter {

    private static final Logger LOG = Logger.getLogger(ProfileWriter.class);

    private final KeycloakSessionFactory sessions;
    private final String update;

    ProfileWriter(KeycloakSessionFactory sessions, EntityManager em) {
        this.sessions = sessions;
        this.update = "update " + ProfileReader.tableName(em)
                + " set PROFILE = ?, UPDATED_AT = ?, ASKED = ?, ASKED_TIMES = ?, DEVICES = ?, "
                + "REVISION = REVISION + 1 where USER_ID = ? and REVISION = ?";
    }

    /**
     * Updates a row with one statement, outside all transactions. Every login does this, and a Keycloak session with its own
     * transaction costs several times as much as the statement.
     *
     * @param row the new content
     * @param revision the revision that was read
     * @return whether the row still had that revision
     * @throws ModelException if the database fails
     */
    boolean update(ProfileEntity row, long revision) {
        AtomicBoolean isChanged = new AtomicBoolean();
        // A request inside another request's transaction would write as part of that transaction.
        KeycloakModelUtils.suspendJtaTransaction(sessions, () -> isChanged.set(execute(row, revision)));
        return isChanged.get();
    }

    /**
     * Inserts a row in a separate transaction: if another request inserts it concurrently, the failure would abort the transaction
     * of this request.
     *
     * @return whether there was no such row
     */
    boolean insert(ProfileEntity row) {
        try {
            return KeycloakModelUtils.runJobInTransactionWithResult(sessions, newSession -> {
                EntityManager em = ProfileReader.entityManager(newSession);
                em.persist(row);
                em.flush();
                return true;
            });
        } catch (PersistenceException | ModelException anotherNodeWasFaster) {
            LOG.debugf(anotherNodeWasFaster, "The profile was inserted by another transaction in the meantime");
            return false;
        }
    }

    private boolean execute(ProfileEntity row, long revision) {
        try (Connection connection = connection();
                PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setString(1, row.profile());
            statement.setLong(2, row.updatedAt());
            statement.setString(3, row.asked());
            statement.setInt(4, row.askedTimes());
            statement.setString(5, row.devices());
            statement.setString(6, row.userId());
            statement.setLong(7, revision);
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new ModelException("The profile cannot be changed", e);
        }
    }

    private Connection connection() {
        return ((JpaConnectionProviderFactory) sessions.getProviderFactory(JpaConnectionProvider.class))
                .getConnection();
    }
}
