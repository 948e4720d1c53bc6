package dev.gatehouse.setup;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The user for databases that refuse to run as root.
 *
 * @param name {@code postgres} if a package created it, otherwise {@code nobody}
 * @param prefix the prefix of a command to run it as this user
 */
public record DatabaseUser(String name, List<String> prefix) {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** The user to switch to; empty if this process does not run as root and needs none. */
    public static Optional<DatabaseUser> ifRoot() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.empty();
        }
        Commands commands = new SystemCommands();
        for (String name : List.of("postgres", "nobody")) {
            Commands.Outcome group = commands.run(LIMIT, List.of("id", "-g", name));
            if (group.succeeded()) {
                return Optional.of(new DatabaseUser(
                        name,
                        List.of(
                                "setpriv",
                                "--reuid=" + name,
                                "--regid=" + group.output().strip(),
                                "--clear-groups")));
            }
        }
        return Optional.empty();
    }
}
