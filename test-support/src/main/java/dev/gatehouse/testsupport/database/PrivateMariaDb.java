package dev.gatehouse.testsupport.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** MariaDB as Debian's package {@code mariadb-server} installs it. */
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
        run(List.of(find("mariadb-install-db"), "--no-defaults", "--user=" + System.getProperty("user.name"), "--datadir=" + data,
                "--auth-root-authentication-method=normal", "--skip-test-db"));
    }

    @Override
    List<String> serverCommand(Path data) {
        return List.of(find("mariadbd"), "--no-defaults", "--user=" + System.getProperty("user.name"), "--datadir=" + data,
                "--bind-address=127.0.0.1", "--port=" + port(), "--socket=" + folder().resolve("socket"), "--skip-log-bin",
                "--innodb-flush-log-at-trx-commit=0");
    }

    @Override
    void prepare() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(""), "root", ""); Statement statement = connection.createStatement()) {
            // As Keycloak's guide says.
            statement.execute("create database keycloak character set utf8mb4 collate utf8mb4_unicode_ci");
            statement.execute("create user " + USER + "@'%' identified by '" + PASSWORD + "'");
            statement.execute("grant all privileges on keycloak.* to " + USER + "@'%'");
        }
    }

    private String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port() + "/" + database;
    }

    private static String find(String program) {
        return program(Stream.of(program)).orElseGet(() -> skip("MariaDB is not installed: Debian's package mariadb-server brings it.")).toString();
    }
}
