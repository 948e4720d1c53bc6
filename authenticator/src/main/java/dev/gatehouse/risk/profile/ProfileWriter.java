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

/** Writes rows of profiles, outside of the transaction of the request. */
final class ProfileWriter {

    private static final Logger LOG = Logger.getLogger(ProfileWriter.class);

    private final KeycloakSessionFactory sessions;
    private final String update;

    ProfileWriter(KeycloakSessionFactory sessions, EntityManager em) {
        this.sessions = sessions;
        this.update = "update " + ProfileReader.tableName(em) + " set PROFILE = ?, UPDATED_AT = ?, ASKED = ?, ASKED_TIMES = ?, DEVICES = ?, "
                + "REVISION = REVISION + 1 where USER_ID = ? and REVISION = ?";
    }

    /**
     * Changes a row by one statement, outside of all transactions. Each login does it, and a session of Keycloak with a transaction of its own
     * costs several times what the statement does.
     *
     * @param row what it is to hold
     * @param revision the revision that was read of it
     * @return whether it still had that revision
     * @throws ModelException if the database fails
     */
    boolean update(ProfileEntity row, long revision) {
        AtomicBoolean isChanged = new AtomicBoolean();
        // A request within another request's transaction would write as part of that.
        KeycloakModelUtils.suspendJtaTransaction(sessions, () -> isChanged.set(execute(row, revision)));
        return isChanged.get();
    }

    /**
     * Adds a row, in a transaction of its own: a row that somebody else makes at the same moment would spoil that of the request.
     *
     * @return whether there was none
     */
    boolean insert(ProfileEntity row) {
        try {
            return KeycloakModelUtils.runJobInTransactionWithResult(sessions, own -> {
                EntityManager em = ProfileReader.entityManager(own);
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
        try (Connection connection = connection(); PreparedStatement statement = connection.prepareStatement(update)) {
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
        return ((JpaConnectionProviderFactory) sessions.getProviderFactory(JpaConnectionProvider.class)).getConnection();
    }
}
