package dev.gatehouse.testsupport.database;

import dev.gatehouse.setup.MariaDbPrograms;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** MariaDB from Maven, or if that does not run, from the system's package. */
final class PrivateMariaDb extends PrivateDatabase {

    PrivateMariaDb(String name) {
        super(name);
    }

    @Override
    public Database database() {
        return new Database("mariadb", url("keycloak"), USER, PASSWORD);
    }

    @Override
    void initialise(Path data) {
        run(command(
                MariaDbPrograms::installer,
                List.of(
                        "--user=" + System.getProperty("user.name"),
                        "--datadir=" + data,
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db")));
    }

    @Override
    List<String> serverCommand(Path data) {
        return command(
                MariaDbPrograms::server,
                List.of(
                        "--user=" + System.getProperty("user.name"),
                        "--datadir=" + data,
                        "--bind-address=127.0.0.1",
                        "--port=" + port(),
                        "--socket=" + folder().resolve("socket"),
                        "--skip-log-bin",
                        // Otherwise it creates a key at every start, which takes a busy machine minutes.
                        "--skip-ssl",
                        "--innodb-flush-log-at-trx-commit=0"));
    }

    @Override
    void prepare() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(""), "root", "");
                Statement statement = connection.createStatement()) {
            // As Keycloak's guide recommends.
            statement.execute("create database keycloak character set utf8mb4 collate utf8mb4_unicode_ci");
            statement.execute("create user " + USER + "@'%' identified by '" + PASSWORD + "'");
            statement.execute("grant all privileges on keycloak.* to " + USER + "@'%'");
        }
    }

    private String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port() + "/" + database;
    }

    private static List<String> command(Function<MariaDbPrograms, Path> program, List<String> arguments) {
        MariaDbPrograms programs = MariaDbPrograms.find().orElseGet(() -> skip(MariaDbPrograms.advice()));
        return Stream.of(List.of(program.apply(programs).toString(), "--no-defaults"), programs.options(), arguments)
                .flatMap(List::stream)
                .toList();
    }
}
