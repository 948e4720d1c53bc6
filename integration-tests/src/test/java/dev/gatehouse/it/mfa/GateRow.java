package dev.gatehouse.it.mfa;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.server.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * The row of the gate's settings that were valid last, in the table {@code GH_SETTINGS}.
 *
 * @param server whose database has it
 * @param realmId the id of the realm, which need not exist yet
 */
record GateRow(TestServer server, String realmId) {

    private static final String PLACE = "required action gatehouse-mfa-gate";

    static GateRow of(TestServer server, Admin admin) {
        return new GateRow(server, admin.get("").get("id").asText());
    }

    /** What it holds; empty if there is none. */
    String texts() throws SQLException {
        try (Connection database = server.database();
                PreparedStatement query =
                        database.prepareStatement("select TEXTS from GH_SETTINGS where REALM_ID = ? and PLACE = ?")) {
            query.setString(1, realmId);
            query.setString(2, PLACE);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    /** Has it hold something else. */
    void replace(String texts) throws SQLException {
        remove();
        write("insert into GH_SETTINGS (REALM_ID, PLACE, TEXTS) values (?, ?, ?)", realmId, PLACE, texts);
    }

    void remove() throws SQLException {
        write("delete from GH_SETTINGS where REALM_ID = ? and PLACE = ?", realmId, PLACE);
    }

    /** Notes that the realm enforces since now. */
    void noteEnforcement() throws SQLException {
        write(
                "insert into GH_ENFORCEMENT (REALM_ID, SINCE) values (?, ?)",
                realmId,
                Instant.now().toEpochMilli());
    }

    private void write(String sql, Object... values) throws SQLException {
        try (Connection database = server.database();
                PreparedStatement statement = database.prepareStatement(sql)) {
            for (int value = 0; value < values.length; value++) {
                statement.setObject(value + 1, values[value]);
            }
            statement.executeUpdate();
        }
    }
}
