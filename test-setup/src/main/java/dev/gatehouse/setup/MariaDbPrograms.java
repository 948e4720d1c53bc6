package dev.gatehouse.setup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * MariaDB's programs: from Maven if they run on this machine, otherwise from the system's package.
 *
 * @param installer the program {@code mariadb-install-db}
 * @param server the program {@code mariadbd}
 * @param options the options with their location, needed by both
 */
public record MariaDbPrograms(Path installer, Path server, List<String> options) {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static Optional<MariaDbPrograms> found = Optional.empty();

    /** Finds the programs. Cached once found. */
    public static synchronized Optional<MariaDbPrograms> find() {
        if (found.isEmpty()) {
            found = embedded().or(MariaDbPrograms::installed);
        }
        return found;
    }

    /** One sentence for a machine without MariaDB: the command to run. */
    public static String advice() {
        return Machine.look(new SystemCommands()).advice(Need.MARIADB);
    }

    private static Optional<MariaDbPrograms> embedded() {
        return new Embedded(Unpacked.ofThisUser())
                .mariaDb()
                .map(folder -> new MariaDbPrograms(
                        folder.resolve("scripts/mariadb-install-db"),
                        folder.resolve("bin/mariadbd"),
                        List.of("--basedir=" + folder)))
                .filter(MariaDbPrograms::run);
    }

    private static Optional<MariaDbPrograms> installed() {
        return Programs.find("mariadb-install-db")
                .flatMap(installer ->
                        Programs.find("mariadbd").map(server -> new MariaDbPrograms(installer, server, List.of())))
                .filter(MariaDbPrograms::run);
    }

    private boolean run() {
        return new SystemCommands()
                .run(LIMIT, List.of(server.toString(), "--no-defaults", "--version"))
                .succeeded();
    }
}
