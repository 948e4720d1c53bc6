package dev.gatehouse.risk.profile;

import dev.gatehouse.keycloak.metrics.GatehouseCounter;
import dev.gatehouse.keycloak.text.LogText;
import dev.gatehouse.risk.model.Profile;
import dev.gatehouse.risk.profile.ProfileCodec.UnreadableProfileException;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.util.JpaUtils;
import org.keycloak.models.KeycloakSession;

/**
 * Reads a profile on the connection that the request already holds. A second connection could cause a deadlock: with as many
 * concurrent logins as the pool has connections, each would wait for a connection that another holds.
 *
 * <p>Does not use JPA: a failing statement would mark the whole transaction of the request for rollback, and an unreadable profile
 * must lead to a challenge, not to an error page.
 */
final class ProfileReader {

    /** The revision of a missing row. */
    static final long NO_ROW = -1;

    private static final Logger LOG = Logger.getLogger(ProfileReader.class);
    private static final String SAVEPOINT = "GH_BEFORE_PROFILE";

    private final EntityManager em;
    private final boolean reportsFailures;

    /** @param reportsFailures whether what cannot be read is logged and counted */
    ProfileReader(EntityManager em, boolean reportsFailures) {
        this.em = em;
        this.reportsFailures = reportsFailures;
    }

    ProfileLookup find(String userId) {
        // On PostgreSQL a failing statement aborts its transaction, back to the latest savepoint.
        boolean needsSavepoint = isPostgres(em);
        // Both statements are sent to the server in one message.
        String sql = (needsSavepoint ? "savepoint " + SAVEPOINT + "; " : "")
                + "select PROFILE, REVISION, ASKED, DEVICES, SECURED_AT from " + tableName(em) + " where USER_ID = ?";
        return em.unwrap(Session.class).doReturningWork(connection -> find(connection, sql, needsSavepoint, userId));
    }

    /** The entity manager of a session. */
    static EntityManager entityManager(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    /** The name of the profile table, with its schema if there is one. */
    static String tableName(EntityManager em) {
        return JpaUtils.getTableNameForNativeQuery("GH_PROFILE", em);
    }

    private static boolean isPostgres(EntityManager em) {
        return em.getEntityManagerFactory()
                        .unwrap(SessionFactoryImplementor.class)
                        .getJdbcServices()
                        .getDialect()
                instanceof PostgreSQLDialect;
    }

    private ProfileLookup find(Connection connection, String sql, boolean needsSavepoint, String userId)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, userId);
            // The savepoint comes first, and has no result set.
            boolean hasRows = query.execute() || query.getMoreResults();
            try (ResultSet rows = query.getResultSet()) {
                return hasRows && rows.next()
                        ? decode(userId, rows)
                        : new ProfileLookup.Found(
                                Profile.EMPTY,
                                NO_ROW,
                                ChallengeHistory.NEVER,
                                DeviceTokenRotations.NONE,
                                SecuredAt.NEVER);
            }
        } catch (SQLException e) {
            report(() -> LOG.errorf(
                    e,
                    "GATEHOUSE-201 The profile of user %s cannot be read from the database; the login is challenged",
                    LogText.of(userId)));
            if (needsSavepoint) {
                rollBackToSavepoint(connection);
            }
            return new ProfileLookup.Unavailable(Optional.empty());
        }
    }

    private ProfileLookup decode(String userId, ResultSet row) throws SQLException {
        // Even if the profile is invalid, its row has the time when the account was secured.
        long millis = row.getLong(5);
        SecuredAt securedAt = SecuredAt.ofColumn(row.wasNull() ? null : millis);
        return decode(
                userId,
                row.getString(1),
                row.getLong(2),
                ChallengeHistory.decode(row.getString(3)),
                row.getString(4),
                securedAt);
    }

    private ProfileLookup decode(
            String userId,
            String text,
            long revision,
            ChallengeHistory challenges,
            String devices,
            SecuredAt securedAt) {
        Optional<DeviceTokenRotations> rotations = decodeRotations(userId, devices);
        try {
            Profile profile = ProfileCodec.decode(text);
            return rotations
                    .<ProfileLookup>map(
                            intact -> new ProfileLookup.Found(profile, revision, challenges, intact, securedAt))
                    .orElseGet(() -> new ProfileLookup.Damaged(revision, rotations, securedAt));
        } catch (UnreadableProfileException e) {
            if (e.isNewerFormat()) {
                report(() -> LOG.errorf(
                        "GATEHOUSE-205 The profile of user %s has a newer format than this node supports; the login is challenged",
                        LogText.of(userId)));
                return new ProfileLookup.Unavailable(Optional.of(securedAt));
            }
            report(() -> LOG.errorf(
                    "GATEHOUSE-204 The profile of user %s is damaged (%s); the login is challenged and a new profile started",
                    LogText.of(userId), LogText.of(e.getMessage())));
            return new ProfileLookup.Damaged(revision, rotations, securedAt);
        }
    }

    private Optional<DeviceTokenRotations> decodeRotations(String userId, String devices) {
        try {
            return Optional.of(DeviceTokenRotations.decode(devices));
        } catch (IllegalArgumentException e) {
            report(() -> LOG.errorf(
                    "GATEHOUSE-204 The profile of user %s is damaged (its devices: %s); the login is challenged and a new profile started",
                    LogText.of(userId), LogText.of(e.getMessage())));
            return Optional.empty();
        }
    }

    /** Logs and counts what cannot be read, where that is to be reported. */
    private void report(Runnable logging) {
        if (reportsFailures) {
            logging.run();
            GatehouseCounter.PROFILE_FAILURES.increment("read");
        }
    }

    private static void rollBackToSavepoint(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("rollback to savepoint " + SAVEPOINT);
        }
    }
}
