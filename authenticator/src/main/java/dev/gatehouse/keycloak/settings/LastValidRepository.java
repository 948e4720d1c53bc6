package dev.gatehouse.keycloak.settings;

import dev.gatehouse.keycloak.json.PlainJson;
import dev.gatehouse.keycloak.session.RetriedTransaction;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.util.JpaUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** The settings that were valid last, in the table {@code GH_SETTINGS} of Keycloak's database: a row for each place of a realm. */
final class LastValidRepository {

    private static final Logger LOG = Logger.getLogger(LastValidRepository.class);

    private static final String TABLE = "GH_SETTINGS";

    private static final String ROW = " where REALM_ID = ? and PLACE = ?";

    /** Two nodes may insert the same row; then one of them updates it at its second try. */
    private static final RetriedTransaction STORING = new RetriedTransaction(4, 200);

    /** Work to do on a connection. */
    private interface Work<T> {

        T on(Connection connection, String table) throws SQLException;
    }

    /**
     * Reads in a transaction of its own: a query that fails makes some databases refuse all further ones of its transaction, and with them
     * the login.
     *
     * @return the texts by key; empty if there is no row
     * @throws RuntimeException if the database fails the query or the row is damaged
     */
    Map<String, String> read(KeycloakSessionFactory sessions, String realmId, SettingsPlace place) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                        sessions,
                        session -> work(
                                entityManager(session),
                                (connection, table) -> stored(connection, table, realmId, place)))
                .map(LastValidRepository::texts)
                .orElse(Map.of());
    }

    /** Whether the database answers for a realm, and no row of it is damaged. */
    boolean isReadable(KeycloakSessionFactory sessions, String realmId) {
        try {
            KeycloakModelUtils.runJobInTransactionWithResult(
                            sessions,
                            session -> work(
                                    entityManager(session),
                                    (connection, table) -> allStored(connection, table, realmId)))
                    .forEach(LastValidRepository::texts);
            return true;
        } catch (RuntimeException unreadable) {
            LOG.debugf(unreadable, "The table %s cannot be read", TABLE);
            return false;
        }
    }

    /**
     * Stores texts in its own transaction, if the row has others. Does nothing if the realm no longer exists.
     *
     * @throws RuntimeException if the database fails
     */
    void store(KeycloakSessionFactory sessions, String realmId, SettingsPlace place, Map<String, String> texts) {
        String json = PlainJson.write(new TreeMap<>(texts));
        STORING.call(sessions, session -> {
            EntityManager em = entityManager(session);
            return isThere(em, realmId)
                    && work(em, (connection, table) -> store(connection, table, realmId, place, json));
        });
    }

    private static boolean store(Connection connection, String table, String realmId, SettingsPlace place, String json)
            throws SQLException {
        Optional<String> before = stored(connection, table, realmId, place);
        if (before.filter(json::equals).isPresent()) {
            return false;
        }
        String sql = before.isPresent()
                ? "update " + table + " set TEXTS = ?" + ROW
                : "insert into " + table + " (TEXTS, REALM_ID, PLACE) values (?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, json);
            statement.setString(2, realmId);
            statement.setString(3, place.name());
            return statement.executeUpdate() > 0;
        }
    }

    private static List<String> allStored(Connection connection, String table, String realmId) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select TEXTS from " + table + " where REALM_ID = ?")) {
            query.setString(1, realmId);
            List<String> texts = new ArrayList<>();
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    texts.add(Objects.requireNonNullElse(result.getString(1), ""));
                }
            }
            return texts;
        }
    }

    private static Optional<String> stored(Connection connection, String table, String realmId, SettingsPlace place)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select TEXTS from " + table + ROW)) {
            query.setString(1, realmId);
            query.setString(2, place.name());
            try (ResultSet result = query.executeQuery()) {
                return result.next()
                        ? Optional.of(Objects.requireNonNullElse(result.getString(1), ""))
                        : Optional.empty();
            }
        }
    }

    private static Map<String, String> texts(String json) {
        if (json.isEmpty()) {
            // As Oracle returns it, where an empty text is none.
            return Map.of();
        }
        Map<?, ?> stored = PlainJson.read(json, Map.class)
                .orElseThrow(() -> new IllegalStateException("a row of " + TABLE + " is damaged"));
        Map<String, String> texts = new HashMap<>();
        stored.forEach((key, text) -> texts.put(String.valueOf(key), String.valueOf(text)));
        return texts;
    }

    /** Prevents orphaned rows: another request may just have removed the realm. */
    private static boolean isThere(EntityManager em, String realmId) {
        return em.createQuery("select count(r) from RealmEntity r where r.id = :id", Long.class)
                        .setParameter("id", realmId)
                        .getSingleResult()
                > 0;
    }

    /** Deletes the row of a place, in a transaction of its own. */
    void remove(KeycloakSessionFactory sessions, String realmId, SettingsPlace place) {
        STORING.call(
                sessions,
                session -> work(entityManager(session), (connection, table) -> {
                    try (PreparedStatement delete = connection.prepareStatement("delete from " + table + ROW)) {
                        delete.setString(1, realmId);
                        delete.setString(2, place.name());
                        return delete.executeUpdate() > 0;
                    }
                }));
    }

    /** Deletes all rows of a realm, in the transaction of the request that removes it. */
    static void removeRealm(KeycloakSession session, String realmId) {
        work(entityManager(session), (connection, table) -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from " + table + " where REALM_ID = ?")) {
                delete.setString(1, realmId);
                return delete.executeUpdate();
            }
        });
    }

    private static EntityManager entityManager(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    private static <T> T work(EntityManager em, Work<T> work) {
        String table = JpaUtils.getTableNameForNativeQuery(TABLE, em);
        return em.unwrap(Session.class).doReturningWork(connection -> work.on(connection, table));
    }
}
