package dev.gatehouse.testsupport.server;

import dev.gatehouse.demo.keycloak.ReferenceRealm;
import dev.gatehouse.testsupport.database.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;

/**
 * The H2 file of a server right after its first start: with the schema and the imported realms, which are more than half of the work of
 * that start. It is cached for the next server of the same providers and realms, with the ports replaced.
 */
final class ImportedDatabase {

    private static final String BACKUP = "database.zip";
    private static final String PORTS = "ports.txt";

    private final Path kept;
    private final Database database;
    private final ReferenceRealm ports;

    /**
     * The database of one server.
     *
     * @param store the cache, shared by all servers of a build
     * @param set everything that distinguishes databases, except ports
     * @param database the server's H2 file
     * @param ports the server's ports
     */
    ImportedDatabase(Path store, String set, Database database, ReferenceRealm ports) {
        this.kept = ServerCache.place(store, set);
        this.database = database;
        this.ports = ports;
    }

    /**
     * Restores the cached database, if there is one.
     *
     * @param file the server's H2 file, which must not exist yet
     */
    void restore(Path file) {
        if (!Files.isDirectory(kept)) {
            return;
        }
        try {
            unpack(file);
            try (Connection connection = database.connect()) {
                replacePorts(connection, Files.readAllLines(kept.resolve(PORTS)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("The database of an earlier server cannot be used. Delete " + kept, e);
        }
    }

    /** Caches the database. The server must be running. */
    void keep() {
        if (Files.isDirectory(kept)) {
            return;
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            Files.createDirectories(kept.getParent());
            Path unfinished = Files.createTempDirectory(kept.getParent(), "unfinished");
            statement.execute("backup to '" + unfinished.resolve(BACKUP) + "'");
            Files.write(unfinished.resolve(PORTS), values(ports));
            Files.move(unfinished, kept, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException anotherWasFaster) {
            // The database that the other process has cached is equivalent.
            if (!Files.isDirectory(kept)) {
                throw new UncheckedIOException(anotherWasFaster);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("The database of a server that has just started cannot be copied.", e);
        }
    }

    private void unpack(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream backup = Files.newInputStream(kept.resolve(BACKUP));
                ZipInputStream zip = new ZipInputStream(backup)) {
            zip.getNextEntry();
            Files.copy(zip, file);
        }
    }

    private void replacePorts(Connection connection, List<String> before) throws SQLException {
        List<String> now = values(ports);
        for (Column column : textColumns(connection)) {
            for (int port = 0; port < now.size(); port++) {
                column.replace(connection, ":" + before.get(port), ":" + now.get(port));
            }
        }
        // The only port that is not part of a URL.
        try (PreparedStatement smtp =
                connection.prepareStatement("update REALM_SMTP_CONFIG set \"VALUE\" = ? where NAME = 'port'")) {
            smtp.setString(1, Integer.toString(ports.smtpPort()));
            smtp.executeUpdate();
        }
    }

    private static List<String> values(ReferenceRealm ports) {
        return List.of(
                Integer.toString(ports.keycloakPort()),
                Integer.toString(ports.smtpPort()),
                Integer.toString(ports.inboxPort()));
    }

    private static List<Column> textColumns(Connection connection) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select TABLE_NAME, COLUMN_NAME from INFORMATION_SCHEMA.COLUMNS where TABLE_SCHEMA = 'PUBLIC' and DATA_TYPE like 'CHARACTER %'")) {
            while (rows.next()) {
                columns.add(new Column(rows.getString(1), rows.getString(2)));
            }
        }
        return columns;
    }

    private record Column(String table, String name) {

        void replace(Connection connection, String before, String now) throws SQLException {
            String sql = "update \"%s\" set \"%s\" = replace(\"%s\", ?, ?) where \"%s\" like ?"
                    .formatted(table, name, name, name);
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setString(1, before);
                update.setString(2, now);
                update.setString(3, "%" + before + "%");
                update.executeUpdate();
            }
        }
    }
}
