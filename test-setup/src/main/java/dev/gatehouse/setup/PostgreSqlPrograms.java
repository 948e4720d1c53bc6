package dev.gatehouse.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * PostgreSQL's programs {@code initdb} and {@code postgres}: in the folder that {@code GATEHOUSE_POSTGRES_BIN} names, otherwise
 * from Maven if they run on this machine, otherwise from the system's package.
 */
public final class PostgreSqlPrograms {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static Optional<Path> found = Optional.empty();

    private PostgreSqlPrograms() {}

    /** The folder that contains both. Cached once found. */
    public static synchronized Optional<Path> folder() {
        if (found.isEmpty()) {
            String named = System.getenv("GATEHOUSE_POSTGRES_BIN");
            found = (named != null && !named.isBlank()
                    ? Optional.of(Path.of(named)).filter(PostgreSqlPrograms::run)
                    : new Embedded(Unpacked.ofThisUser())
                            .postgreSql()
                            .map(folder -> folder.resolve("bin"))
                            .filter(PostgreSqlPrograms::run)
                            .or(() -> Stream.concat(debian(), onPath())
                                    .filter(PostgreSqlPrograms::run)
                                    .findFirst()));
        }
        return found;
    }

    /** One sentence for a machine without PostgreSQL: the command to run. */
    public static String advice() {
        return Machine.look(new SystemCommands()).advice(Need.POSTGRESQL);
    }

    private static boolean run(Path folder) {
        List<String> prefix = DatabaseUser.ifRoot().map(DatabaseUser::prefix).orElse(List.of());
        return Stream.of("initdb", "postgres").allMatch(program -> new SystemCommands()
                .run(
                        LIMIT,
                        Stream.concat(
                                        prefix.stream(),
                                        Stream.of(folder.resolve(program).toString(), "--version"))
                                .toList())
                .succeeded());
    }

    private static Stream<Path> onPath() {
        return Programs.find("postgres").map(Path::getParent).stream();
    }

    /** Latest version first. */
    private static Stream<Path> debian() {
        if (!Files.isDirectory(DEBIAN)) {
            return Stream.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions
                    .filter(version -> version.getFileName().toString().matches("\\d+"))
                    .sorted(Comparator.comparing((Path version) ->
                                    Integer.valueOf(version.getFileName().toString()))
                            .reversed())
                    .map(version -> version.resolve("bin"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
