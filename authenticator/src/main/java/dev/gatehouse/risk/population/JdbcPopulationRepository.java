package dev.gatehouse.risk.population;

import dev.gatehouse.keycloak.session.RetriedTransaction;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hibernate.Session;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.util.JpaUtils;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * The sums in the table {@code GH_POPULATION} of Keycloak's database. The database itself increments rows, so that two nodes can do
 * it concurrently; if both insert the same row, one retries.
 */
final class JdbcPopulationRepository implements PopulationRepository {

    private static final String TABLE = "GH_POPULATION";
    private static final RetriedTransaction ADDITION = new RetriedTransaction(4, 200);
    private static final int MOST_REALMS = 200;

    /** Oracle's driver fetches ten rows at once by default. */
    private static final int FETCHED_AT_ONCE = 1000;

    private static final String ROW = " where REALM_ID = ? and KIND = ? and NAME = ?";

    private final KeycloakSessionFactory sessions;

    JdbcPopulationRepository(KeycloakSessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Work to do on a connection. */
    private interface Work<T> {

        T on(Connection connection, String table) throws SQLException;
    }

    /** Takes the columns of a row. */
    private interface RowConsumer {

        void accept(String kind, String name, double weight);
    }

    @Override
    public void add(String realmId, PendingCounts pending) {
        SortedMap<PopulationRow, Double> sums = pending.sums();
        Optional<Instant> latest = pending.latest();
        Optional<Instant> first = pending.first();
        ADDITION.call(sessions, session -> {
            EntityManager em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
            if (isThere(em, realmId)) {
                work(em, (connection, table) -> new Adding(connection, table, realmId).add(sums, latest, first));
            }
            return null;
        });
    }

    /** Prevents orphaned rows: another node may still have counts of a realm that was just removed. */
    private static boolean isThere(EntityManager em, String realmId) {
        return em.createQuery("select count(r) from RealmEntity r where r.id = :id", Long.class)
                        .setParameter("id", realmId)
                        .getSingleResult()
                > 0;
    }

    @Override
    public Map<PopulationRow, Double> read(String realmId) {
        // Not "not like", which would have the database look at each of the daily rows.
        return inTransaction((connection, table) -> {
            Map<PopulationRow, Double> rows = new TreeMap<>();
            read(
                    connection,
                    table,
                    "(KIND < ? or KIND > ?)",
                    List.of(realmId, DailyCounts.FIRST, DailyCounts.LAST),
                    (kind, name, weight) -> rows.put(new PopulationRow(kind, name), weight));
            return rows;
        });
    }

    @Override
    public SortedMap<LocalDate, SortedMap<String, Double>> days(String realmId, LocalDate from) {
        Map<String, SortedMap<String, Double>> kinds = inTransaction((connection, table) -> {
            // A realm has tens of thousands of them, a few hundred of each kind: one large sorted map takes longer.
            Map<String, SortedMap<String, Double>> rows = new HashMap<>();
            read(
                    connection,
                    table,
                    "KIND >= ? and KIND <= ?",
                    List.of(realmId, DailyCounts.kind(from), DailyCounts.LAST),
                    (kind, name, weight) -> rows.computeIfAbsent(kind, missing -> new TreeMap<>())
                            .put(name, weight));
            return rows;
        });
        SortedMap<LocalDate, SortedMap<String, Double>> days = new TreeMap<>();
        // A collation may have sorted another kind between them.
        kinds.forEach((kind, rows) -> DailyCounts.of(kind).ifPresent(day -> days.put(day, rows)));
        return days;
    }

    /**
     * Reads rows of a realm.
     *
     * @param parameters the id of the realm, and those of the condition
     */
    private static void read(
            Connection connection, String table, String condition, List<String> parameters, RowConsumer consumer)
            throws SQLException {
        String sql = "select KIND, NAME, WEIGHT from " + table + " where REALM_ID = ? and " + condition;
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            set(query, parameters);
            query.setFetchSize(FETCHED_AT_ONCE);
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    consumer.accept(result.getString(1), result.getString(2), result.getDouble(3));
                }
            }
        }
    }

    private static void set(PreparedStatement statement, List<String> parameters) throws SQLException {
        for (int index = 0; index < parameters.size(); index++) {
            statement.setString(index + 1, parameters.get(index));
        }
    }

    @Override
    public void remove(String realmId, List<PopulationRow> rows) {
        inTransaction((connection, table) -> delete(connection, table, realmId, rows));
    }

    private static Void delete(Connection connection, String table, String realmId, List<PopulationRow> rows)
            throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from " + table + ROW)) {
            for (PopulationRow row : rows) {
                delete.setString(1, realmId);
                delete.setString(2, row.kind());
                delete.setString(3, row.name());
                delete.executeUpdate();
            }
        }
        return null;
    }

    @Override
    public List<LocalDate> daysBefore(String realmId, LocalDate day, int most) {
        return inTransaction((connection, table) -> {
            String sql = "select distinct KIND from " + table
                    + " where REALM_ID = ? and KIND >= ? and KIND < ? order by KIND";
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                set(query, List.of(realmId, DailyCounts.FIRST, DailyCounts.kind(day)));
                query.setMaxRows(most);
                List<LocalDate> days = new ArrayList<>();
                try (ResultSet result = query.executeQuery()) {
                    while (result.next()) {
                        DailyCounts.of(result.getString(1)).ifPresent(days::add);
                    }
                }
                return days;
            }
        });
    }

    @Override
    public void removeDay(String realmId, LocalDate day) {
        inTransaction((connection, table) -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from " + table + " where REALM_ID = ? and KIND = ?")) {
                set(delete, List.of(realmId, DailyCounts.kind(day)));
                return delete.executeUpdate();
            }
        });
    }

    /** Deletes all rows of a realm, in the transaction of the request that removes it. */
    static void removeRealm(EntityManager em, String realmId) {
        work(em, (connection, table) -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from " + table + " where REALM_ID = ?")) {
                delete.setString(1, realmId);
                return delete.executeUpdate();
            }
        });
    }

    @Override
    public List<String> realms() {
        return inTransaction((connection, table) -> {
            try (PreparedStatement query = connection.prepareStatement("select distinct REALM_ID from " + table)) {
                query.setMaxRows(MOST_REALMS);
                List<String> realms = new ArrayList<>();
                try (ResultSet result = query.executeQuery()) {
                    while (result.next()) {
                        realms.add(result.getString(1));
                    }
                }
                return realms;
            }
        });
    }

    private <T> T inTransaction(Work<T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                sessions,
                session -> work(session.getProvider(JpaConnectionProvider.class).getEntityManager(), work));
    }

    private static <T> T work(EntityManager em, Work<T> work) {
        String table = JpaUtils.getTableNameForNativeQuery(TABLE, em);
        return em.unwrap(Session.class).doReturningWork(connection -> work.on(connection, table));
    }

    /** Adds to the rows of a realm, one after the other. */
    private record Adding(Connection connection, String table, String realmId) {

        Void add(SortedMap<PopulationRow, Double> sums, Optional<Instant> latest, Optional<Instant> first)
                throws SQLException {
            try (PreparedStatement more =
                            connection.prepareStatement("update " + table + " set WEIGHT = WEIGHT + ?" + ROW);
                    PreparedStatement count = connection.prepareStatement("select count(*) from " + table + ROW);
                    PreparedStatement insert = connection.prepareStatement(
                            "insert into " + table + " (WEIGHT, REALM_ID, KIND, NAME) values (?, ?, ?, ?)")) {
                List<Map.Entry<PopulationRow, Double>> rows = List.copyOf(sums.entrySet());
                List<Map.Entry<PopulationRow, Double>> missing = new ArrayList<>();
                int[] updated = executeBatch(more, rows);
                for (int index = 0; index < updated.length; index++) {
                    // Some drivers do not count what a batch changes.
                    boolean mayBeMissing = updated[index] == 0 || updated[index] == Statement.SUCCESS_NO_INFO;
                    if (mayBeMissing && isMissing(count, rows.get(index).getKey())) {
                        missing.add(rows.get(index));
                    }
                }
                executeBatch(insert, missing);
                if (latest.isPresent()) {
                    keep(PopulationRow.LATEST, latest.get(), "<", count, insert);
                }
                if (first.isPresent()) {
                    keep(PopulationRow.SINCE, first.get(), ">", count, insert);
                }
            }
            return null;
        }

        /**
         * Checked if an update changed nothing: drivers of MySQL and MariaDB can be configured not to count a row whose values stay
         * the same.
         */
        private boolean isMissing(PreparedStatement count, PopulationRow row) throws SQLException {
            count.setString(1, realmId);
            count.setString(2, row.kind());
            count.setString(3, row.name());
            try (ResultSet found = count.executeQuery()) {
                return found.next() && found.getInt(1) == 0;
            }
        }

        private void keep(
                PopulationRow row, Instant time, String replaced, PreparedStatement count, PreparedStatement insert)
                throws SQLException {
            // The condition is in the value, not in the "where" clause, so that most drivers count the row even if it
            // does not
            // change.
            String sql = "update " + table + " set WEIGHT = case when WEIGHT " + replaced + " ? then ? else WEIGHT end"
                    + ROW;
            double seconds = time.getEpochSecond();
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setDouble(1, seconds);
                update.setDouble(2, seconds);
                update.setString(3, realmId);
                update.setString(4, row.kind());
                update.setString(5, row.name());
                if (update.executeUpdate() == 0 && isMissing(count, row)) {
                    execute(insert, seconds, row);
                }
            }
        }

        /**
         * Executes a statement for several rows.
         *
         * @return for each the number of rows changed, or {@link Statement#SUCCESS_NO_INFO}
         */
        private int[] executeBatch(PreparedStatement statement, List<Map.Entry<PopulationRow, Double>> rows)
                throws SQLException {
            for (Map.Entry<PopulationRow, Double> row : rows) {
                set(statement, row.getValue(), row.getKey());
                statement.addBatch();
            }
            return statement.executeBatch();
        }

        private int execute(PreparedStatement statement, double weight, PopulationRow row) throws SQLException {
            set(statement, weight, row);
            return statement.executeUpdate();
        }

        private void set(PreparedStatement statement, double weight, PopulationRow row) throws SQLException {
            statement.setDouble(1, weight);
            statement.setString(2, realmId);
            statement.setString(3, row.kind());
            statement.setString(4, row.name());
        }
    }
}
