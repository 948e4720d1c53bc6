package dev.gatehouse.setup;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Provides what is missing: tries one option after the other until the need is met. */
final class Provider {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Machine machine;
    private final Commands commands;
    private final Consumer<String> log;
    private boolean refreshed;

    /**
     * Creates a provider.
     *
     * @param log receives one line for each action
     */
    Provider(Machine machine, Commands commands, Consumer<String> log) {
        this.machine = machine;
        this.commands = commands;
        this.log = log;
    }

    /**
     * Meets a need.
     *
     * @param isMet whether the need is met; checked again after each attempt
     * @param before options to try before packages are installed
     * @return whether the need is met
     */
    boolean provide(Need need, BooleanSupplier isMet, List<Runnable> before) {
        if (isMet.getAsBoolean()) {
            return true;
        }
        for (Runnable option : before) {
            option.run();
            if (isMet.getAsBoolean()) {
                return true;
            }
        }
        if (machine.canInstall()) {
            for (List<String> packages : machine.alternatives(need)) {
                if (install(packages) && isMet.getAsBoolean()) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean install(List<String> packages) {
        if (!refreshed) {
            refreshed = true;
            machine.refreshing().ifPresent(command -> commands.run(LIMIT, command));
        }
        String names = String.join(" ", packages);
        log.accept("Installing %s.".formatted(names));
        Commands.Outcome outcome = commands.run(LIMIT, machine.installing(packages));
        if (!outcome.succeeded()) {
            log.accept("%s could not be installed: %s".formatted(names, lastLine(outcome.output())));
        }
        return outcome.succeeded();
    }

    private static String lastLine(String output) {
        return output.strip().lines().reduce((first, second) -> second).orElse("it printed nothing.");
    }
}
