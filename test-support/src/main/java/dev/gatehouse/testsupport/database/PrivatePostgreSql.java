package dev.gatehouse.testsupport.database;

import dev.gatehouse.setup.DatabaseUser;
import dev.gatehouse.setup.PostgreSqlPrograms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL from Maven, or if that does not run, from the system's package, or from the folder that {@code GATEHOUSE_POSTGRES_BIN} names.
 */
final class PrivatePostgreSql extends PrivateDatabase {

    PrivatePostgreSql(String name) {
        super(name);
    }

    @Override
    Optional<String> systemUser() {
        // Its programs refuse to run as root.
        return DatabaseUser.ifRoot().map(DatabaseUser::name);
    }

    @Override
    public Database database() {
        return new Database("postgres", url("keycloak"), USER, PASSWORD);
    }

    @Override
    void initialise(Path data) {
        Path initdb = find("initdb");
        try {
            Path password = Files.writeString(folder().resolve("password"), PASSWORD);
            run(List.of(
                    initdb.toString(),
                    "--pgdata=" + data,
                    "--username=" + USER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    "--no-sync"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    List<String> serverCommand(Path data) {
        return List.of(
                find("postgres").toString(),
                "-D",
                data.toString(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port()),
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off");
    }

    @Override
    void prepare() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            if (!statement
                    .executeQuery("select 1 from pg_database where datname = 'keycloak'")
                    .next()) {
                statement.execute("create database keycloak");
            }
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    private static Path find(String program) {
        return PostgreSqlPrograms.folder()
                .map(folder -> folder.resolve(program))
                .orElseGet(() -> skip(PostgreSqlPrograms.advice()));
    }
}
