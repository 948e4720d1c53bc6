package dev.gatehouse.it.operations;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.testsupport.database.Database;
import dev.gatehouse.testsupport.database.PrivateDatabase;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/**
 * Runs {@link SingleUseCases} on each store of single-use objects: Keycloak's caches, as usual, or the database with the preview feature
 * {@code stateless}, whose drivers count changed rows in more than one way.
 */
class SingleUseTest {

    /** In caches, with H2. */
    @Nested
    class Usually extends SingleUseCases {

        @Override
        TestServer startServer() {
            return TestServer.shared();
        }
    }

    /** A server on a database that is removed after the tests. */
    private abstract static class OnPrivateDatabase extends SingleUseCases {

        private final Supplier<PrivateDatabase> startDatabase;
        private final String name;
        private final String parameters;
        private final List<String> features;
        private PrivateDatabase database;
        private TestServer server;

        /**
         * Describes the case.
         *
         * @param parameters of the driver, as in the end of its URL
         * @param features the enabled features
         */
        OnPrivateDatabase(
                Supplier<PrivateDatabase> startDatabase, String name, String parameters, List<String> features) {
            this.startDatabase = startDatabase;
            this.name = name;
            this.parameters = parameters;
            this.features = features;
        }

        @Override
        TestServer startServer() {
            // The feature has this name since 26.7.1.
            assumeTrue(
                    features.isEmpty() || !TestServer.keycloakVersion().matches("26\\.([0-6]\\..*|7\\.0)"),
                    "this release has no such feature");
            database = startDatabase.get();
            Database usual = database.database();
            List<String> arguments = new ArrayList<>(List.of("--log-level=info"));
            features.forEach(feature -> arguments.add("--features=" + feature));
            server = TestServer.on(
                    new Database(usual.vendor(), usual.url() + parameters, usual.user(), usual.password()),
                    name,
                    arguments);
            return server;
        }

        @AfterAll
        void stop() {
            // Runs first, because it saves its counts.
            if (server != null) {
                server.close();
            }
            if (database != null) {
                database.close();
            }
        }
    }

    @Nested
    @Tag("slow")
    class OnMariaDb extends OnPrivateDatabase {

        OnMariaDb() {
            super(() -> PrivateDatabase.mariaDb("once-mariadb"), "once-on-mariadb", "", List.of());
        }
    }

    @Nested
    @Tag("slow")
    class OnMariaDbCountingChangedRows extends OnPrivateDatabase {

        OnMariaDbCountingChangedRows() {
            super(
                    () -> PrivateDatabase.mariaDb("once-mariadb-changed"),
                    "once-on-mariadb-changed",
                    "?useAffectedRows=true",
                    List.of());
        }
    }

    @Nested
    @Tag("slow")
    class StatelessOnMariaDb extends OnPrivateDatabase {

        StatelessOnMariaDb() {
            super(
                    () -> PrivateDatabase.mariaDb("once-stateless"),
                    "once-stateless-on-mariadb",
                    "",
                    List.of("stateless"));
        }
    }

    @Nested
    @Tag("slow")
    class StatelessOnMariaDbCountingChangedRows extends OnPrivateDatabase {

        StatelessOnMariaDbCountingChangedRows() {
            super(
                    () -> PrivateDatabase.mariaDb("once-stateless-changed"),
                    "once-stateless-on-mariadb-changed",
                    "?useAffectedRows=true",
                    List.of("stateless"));
        }
    }

    @Nested
    @Tag("slow")
    class StatelessOnPostgreSql extends OnPrivateDatabase {

        StatelessOnPostgreSql() {
            super(
                    () -> PrivateDatabase.postgreSql("once-stateless-postgresql"),
                    "once-stateless-on-postgresql",
                    "",
                    List.of("stateless"));
        }
    }
}
