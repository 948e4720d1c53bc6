package dev.gatehouse.it.operations;

import dev.gatehouse.testsupport.database.PrivateDatabase;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The databases that Gatehouse is tried on. */
class DatabasesTest {

    private static final List<String> QUIET = List.of("--log-level=info");

    @Nested
    class OnPostgreSql extends DatabaseCases {

        private PrivateDatabase database;

        @Override
        TestServer startServer() {
            database = PrivateDatabase.postgreSql("postgresql");
            return TestServer.on(database.database(), "on-postgresql", QUIET);
        }

        @AfterAll
        void stopDatabase() {
            if (database != null) {
                database.close();
            }
        }
    }

    @Nested
    @Tag("slow")
    class OnMariaDb extends DatabaseCases {

        private PrivateDatabase database;

        @Override
        TestServer startServer() {
            database = PrivateDatabase.mariaDb("mariadb");
            return TestServer.on(database.database(), "on-mariadb", QUIET);
        }

        @AfterAll
        void stopDatabase() {
            if (database != null) {
                database.close();
            }
        }
    }

    @Nested
    @Tag("slow")
    class OnH2 extends DatabaseCases {

        @Override
        TestServer startServer() {
            return TestServer.with("on-h2", QUIET);
        }
    }
}
