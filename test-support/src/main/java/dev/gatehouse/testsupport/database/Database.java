package dev.gatehouse.testsupport.database;

import dev.gatehouse.demo.keycloak.KeycloakServerBuilder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * The database of a server.
 *
 * @param vendor Keycloak's name of the product: {@code postgres}, {@code mariadb} or {@code dev-file}
 * @param url its JDBC URL
 * @param user its user
 * @param password the user's password
 */
public record Database(String vendor, String url, String user, String password) {

    private static final String H2 = "dev-file";

    /** A file that several servers may open at once. */
    public static Database h2(Path file) {
        return new Database(
                H2,
                KeycloakServerBuilder.sharedDatabaseUrl(file),
                KeycloakServerBuilder.DATABASE_USER,
                KeycloakServerBuilder.DATABASE_PASSWORD);
    }

    /** The file of a server that is already running. */
    public static Database h2(String url, String user, String password) {
        return new Database(H2, url, user, password);
    }

    public boolean isH2() {
        return vendor.equals(H2);
    }

    /** The server's options to use it. */
    public List<String> keycloakArguments() {
        return List.of("--db=" + vendor, "--db-url=" + url, "--db-username=" + user, "--db-password=" + password);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
