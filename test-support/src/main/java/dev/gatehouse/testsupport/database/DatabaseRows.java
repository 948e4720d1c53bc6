package dev.gatehouse.testsupport.database;

import dev.gatehouse.testsupport.admin.Admin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** The content of Gatehouse's tables. */
public final class DatabaseRows {

    private static final String PROFILES =
            "select PROFILE, REVISION, DEVICES, ASKED_TIMES from GH_PROFILE where USER_ID = ?";

    private final Database database;

    public DatabaseRows(Database database) {
        this.database = database;
    }

    /**
     * The columns {@code profile}, {@code revision}, {@code devices} and {@code asked} of a user's row, as text; empty if there is no row.
     */
    public Map<String, String> profile(Admin.User user) {
        return query(
                PROFILES,
                user.id(),
                rows -> rows.next()
                        ? Map.of(
                                "profile",
                                rows.getString(1),
                                "revision",
                                rows.getString(2),
                                "devices",
                                String.valueOf(rows.getString(3)),
                                "asked",
                                String.valueOf(rows.getString(4)))
                        : Map.of());
    }

    /** The number of rows with this value in a column. */
    public int count(String table, String column, String value) {
        return (int) number("select count(*) from " + table + " where " + column + " = ?", value);
    }

    /** The numeric result of a query with one parameter. */
    public double number(String sql, String value) {
        return query(sql, value, rows -> {
            rows.next();
            return rows.getDouble(1);
        });
    }

    /** Executes a statement that changes data or schema. */
    public void execute(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Converts the result. */
    private interface Reading<T> {

        T of(ResultSet rows) throws SQLException;
    }

    private <T> T query(String sql, String value, Reading<T> reading) {
        try (Connection connection = database.connect();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, value);
            try (ResultSet rows = query.executeQuery()) {
                return reading.of(rows);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
