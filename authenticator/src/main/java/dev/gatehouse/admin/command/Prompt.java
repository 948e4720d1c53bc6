package dev.gatehouse.admin.command;

import java.io.Console;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks whoever runs the command. */
interface Prompt {

    /** The secret in an environment variable, or else what is typed; empty if nobody is there to type it. */
    Optional<String> secret(String variable, String question);

    /** Whether the question is answered with yes; empty if nobody is there to answer. */
    Optional<Boolean> confirm(String question);

    /** A prompt on a console; {@code null} for none. */
    static Prompt of(@Nullable Console console, Map<String, String> environment) {
        return new Prompt() {
            @Override
            public Optional<String> secret(String variable, String question) {
                String given = environment.get(variable);
                if (given != null && !given.isEmpty()) {
                    return Optional.of(given);
                }
                return Optional.ofNullable(console)
                        .map(terminal -> terminal.readPassword("%s: ", question))
                        .map(String::valueOf);
            }

            @Override
            public Optional<Boolean> confirm(String question) {
                return Optional.ofNullable(console)
                        .map(terminal -> terminal.readLine("%s [y/N] ", question))
                        .map(answer -> answer.strip().toLowerCase(Locale.ROOT).startsWith("y"));
            }
        };
    }
}
