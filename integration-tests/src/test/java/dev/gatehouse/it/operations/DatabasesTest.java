package dev.gatehouse.it.operations;

import dev.gatehouse.testsupport.database.PrivateDatabase;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** Runs {@link DatabaseCases} on each database that Gatehouse supports. */
class DatabasesTest {

    private static final List<String> QUIET = List.of("--log-level=info");

    /** A server on a database that is removed after the tests. */
    private abstract static class OnPrivateDatabase extends DatabaseCases {

        private final Supplier<PrivateDatabase> startDatabase;
        private final String name;
        private PrivateDatabase database;

        OnPrivateDatabase(Supplier<PrivateDatabase> startDatabase, String name) {
            this.startDatabase = startDatabase;
            this.name = name;
        }

        @Override
        TestServer startServer() {
            database = startDatabase.get();
            return TestServer.on(database.database(), name, QUIET);
        }

        @AfterAll
        void stopDatabase() {
            if (database != null) {
                database.close();
            }
        }
    }

    @Nested
    class OnPostgreSql extends OnPrivateDatabase {

        OnPostgreSql() {
            super(() -> PrivateDatabase.postgreSql("postgresql"), "on-postgresql");
        }
    }

    @Nested
    @Tag("slow")
    class OnMariaDb extends OnPrivateDatabase {

        OnMariaDb() {
            super(() -> PrivateDatabase.mariaDb("mariadb"), "on-mariadb");
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
