package dev.gatehouse.admin.setup;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gatehouse.keycloak.json.PlainJson;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.util.JpaUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;

/**
 * What was applied to each realm, in the table {@code GH_SETUP} of Keycloak's database: not in an attribute of the realm, which would be
 * exported and cached. A revision counts the changes; whoever changes a row holds it until the end of the transaction.
 */
final class SetupTable {

    private static final Logger LOG = Logger.getLogger(SetupTable.class);
    private static final String TABLE = "GH_SETUP";

    private final EntityManager em;

    SetupTable(KeycloakSession session) {
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    /**
     * What is kept for a realm.
     *
     * @param revision how often it was changed
     * @param steps what was applied and not undone, in its order
     */
    record Kept(long revision, List<AppliedStep> steps) {

        Kept {
            steps = List.copyOf(steps);
        }
    }

    /** What is stored as JSON. */
    private record Steps(@JsonProperty("steps") List<AppliedStep> steps) {}

    /** Work to do on a connection. */
    private interface Work<T> {

        T on(Connection connection, String table) throws SQLException;
    }

    /** What is kept for a realm, as of now. */
    Kept read(String realmId) {
        return work((connection, table) -> {
            try (PreparedStatement query =
                    connection.prepareStatement("select REVISION, STEPS from " + table + " where REALM_ID = ?")) {
                query.setString(1, realmId);
                try (ResultSet result = query.executeQuery()) {
                    return result.next()
                            ? new Kept(result.getLong(1), steps(result.getString(2)))
                            : new Kept(0, List.of());
                }
            }
        });
    }

    private static List<AppliedStep> steps(String json) {
        return PlainJson.read(json, Steps.class)
                .orElseThrow(() -> new IllegalStateException("the table " + TABLE + " is damaged"))
                .steps();
    }

    /**
     * Waits until nobody else changes the realm's set-up, and keeps others out until the end of the transaction.
     *
     * @return what is kept, as it was before
     * @throws Refused if others change it and the database does not let this one wait
     */
    Kept lock(String realmId) {
        try {
            take(realmId);
        } catch (PersistenceException | ModelException busy) {
            LOG.debugf(busy, "The set-up of the realm %s is being changed", realmId);
            throw Refused.conflict("Somebody else is changing the set-up of this realm. Plan again.");
        }
        Kept kept = read(realmId);
        return new Kept(kept.revision() - 1, kept.steps());
    }

    private void take(String realmId) {
        boolean isThere = work((connection, table) -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update " + table + " set REVISION = REVISION + 1 where REALM_ID = ?")) {
                update.setString(1, realmId);
                return update.executeUpdate() > 0;
            }
        });
        if (!isThere) {
            insert(realmId);
        }
    }

    /** Two who insert the first row at once: the database lets one of them pass. */
    private void insert(String realmId) {
        work((connection, table) -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into " + table + " (REALM_ID, REVISION, STEPS) values (?, 1, ?)")) {
                insert.setString(1, realmId);
                insert.setString(2, PlainJson.write(new Steps(List.of())));
                return insert.executeUpdate();
            }
        });
    }

    /** Keeps these steps for a realm that is locked. */
    void write(String realmId, List<AppliedStep> steps) {
        work((connection, table) -> {
            try (PreparedStatement update =
                    connection.prepareStatement("update " + table + " set STEPS = ? where REALM_ID = ?")) {
                update.setString(1, PlainJson.write(new Steps(steps)));
                update.setString(2, realmId);
                return update.executeUpdate();
            }
        });
    }

    /** Deletes what is kept for a realm that is being removed. */
    void remove(String realmId) {
        work((connection, table) -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from " + table + " where REALM_ID = ?")) {
                delete.setString(1, realmId);
                return delete.executeUpdate();
            }
        });
    }

    private <T> T work(Work<T> work) {
        String table = JpaUtils.getTableNameForNativeQuery(TABLE, em);
        return em.unwrap(Session.class).doReturningWork(connection -> work.on(connection, table));
    }
}
