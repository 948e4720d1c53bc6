package dev.gatehouse.it.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.database.PrivateDatabase;
import dev.gatehouse.testsupport.server.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies that a server that is killed while it applies a plan leaves nothing half done, and that the plan can be applied again. */
@Tag("slow")
class SetupCrashTest {

    /** What applying writes to, early and late: nobody else can insert into these while the test holds them. */
    private static final List<String> MOMENTS =
            List.of("authentication_execution", "realm_attribute", "required_action_provider");

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    @DisplayName("The server is killed at three moments of an apply: nothing is half done, and applying works then")
    void aKilledServerLeavesNothingHalfDone() throws Exception {
        try (PrivateDatabase database = PrivateDatabase.postgreSql("setup-crash");
                TestServer server = TestServer.on(database.database(), "setup-crash", List.of());
                RealmInUse realm = new RealmInUse(server)) {
            String before = realm.export();
            JsonNode plan = realm.plan("");
            for (String table : MOMENTS) {
                killAtWriting(table, database, server, realm);
                server.start();
                assertThat(realm.export()).as("killed at " + table).isEqualTo(before);
                assertThat(realm.admin().get(RealmInUse.SETUP).get("steps"))
                        .as("killed at " + table)
                        .isEmpty();
                assertThat(RealmInUse.ids(realm.plan(""))).isEqualTo(RealmInUse.ids(plan));
            }
            assertThat(realm.apply("")).isEqualTo(RealmInUse.ids(plan));
            assertThat(realm.plan("").get("steps")).isEmpty();
            realm.undo();
            assertThat(realm.export()).isEqualTo(before);
        }
    }

    /** Applies, and kills the server as soon as it waits for a table that the test holds. */
    private static void killAtWriting(String table, PrivateDatabase database, TestServer server, RealmInUse realm)
            throws SQLException {
        String hash = realm.plan("").get("hash").asText();
        try (Connection holder = database.database().connect();
                Statement lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.execute("lock table " + table + " in share mode");
            CompletableFuture<Void> applying = CompletableFuture.runAsync(
                    () -> realm.admin().send("POST", RealmInUse.SETUP + "?hash=" + hash, null));
            await().atMost(PATIENCE).until(() -> isWaitedFor(table, database));
            assertThat(applying).isNotDone();
            server.kill();
            holder.rollback();
            assertThat(applying).failsWithin(PATIENCE);
        }
    }

    private static boolean isWaitedFor(String table, PrivateDatabase database) throws SQLException {
        try (Connection connection = database.database().connect();
                PreparedStatement query = connection.prepareStatement(
                        "select count(*) from pg_locks l join pg_class c on c.oid = l.relation"
                                + " where not l.granted and c.relname = ?")) {
            query.setString(1, table);
            try (ResultSet waiting = query.executeQuery()) {
                return waiting.next() && waiting.getInt(1) > 0;
            }
        }
    }
}
