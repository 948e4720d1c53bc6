package dev.gatehouse.setup;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The user that a database runs as which refuses to be root.
 *
 * @param name {@code postgres} where a package made it, else {@code nobody}
 * @param prefix what to put before a command, so that it runs as this user
 */
public record DatabaseUser(String name, List<String> prefix) {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** The user to change to; empty if we are not root and so need none. */
    public static Optional<DatabaseUser> ifRoot() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.empty();
        }
        Commands commands = new SystemCommands();
        for (String name : List.of("postgres", "nobody")) {
            Commands.Outcome group = commands.run(LIMIT, List.of("id", "-g", name));
            if (group.succeeded()) {
                return Optional.of(new DatabaseUser(name, List.of("setpriv", "--reuid=" + name, "--regid=" + group.output().strip(), "--clear-groups")));
            }
        }
        return Optional.empty();
    }
}
