package dev.gatehouse.setup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The spam filter SpamAssassin, with the rules that its package brings.
 *
 * @param program the program {@code spamassassin}
 */
public record SpamAssassin(Path program) {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static Optional<SpamAssassin> found = Optional.empty();

    /** Finds it. Cached once found. */
    public static synchronized Optional<SpamAssassin> find() {
        if (found.isEmpty()) {
            found = Programs.find("spamassassin").map(SpamAssassin::new).filter(SpamAssassin::hasRules);
        }
        return found;
    }

    /** One sentence for a machine without SpamAssassin: the command to run. */
    public static String advice() {
        return Machine.look(new SystemCommands()).advice(Need.SPAMASSASSIN);
    }

    /** Some packages leave the rules to a download. */
    private boolean hasRules() {
        return new SystemCommands()
                .run(LIMIT, List.of(program.toString(), "--local", "--lint"))
                .succeeded();
    }
}
