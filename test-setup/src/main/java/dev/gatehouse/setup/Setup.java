package dev.gatehouse.setup;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Sees to it that this machine has what the tests need, before anything else is built. Fails where the browser tests could not run. */
public final class Setup {

    private Setup() {}

    /**
     * Runs it. Takes no arguments.
     *
     * @throws IllegalStateException if there is no browser; its message is one sentence that says what to run
     */
    public static void main(String[] arguments) {
        Consumer<String> log = System.out::println;
        Commands commands = new SystemCommands();
        Machine machine = Machine.look(commands);
        Provider provider = new Provider(machine, commands, log);
        if (!provider.provide(Need.BROWSER, () -> InstalledBrowser.find().isPresent(), List.of(new PlaywrightDownload(log)))) {
            throw new IllegalStateException(machine.advice(Need.BROWSER));
        }
        InstalledBrowser.find().ifPresent(browser -> log.accept("Browser: " + browser));
        // Without these, tests are skipped.
        wanted(provider, machine, Need.FONTS, Fonts::areThere);
        wanted(provider, machine, Need.POSTGRESQL, () -> PostgreSqlPrograms.folder().isPresent());
        PostgreSqlPrograms.folder().ifPresent(folder -> log.accept("PostgreSQL: " + folder));
        wanted(provider, machine, Need.MARIADB, () -> MariaDbPrograms.find().isPresent());
        MariaDbPrograms.find().ifPresent(programs -> log.accept("MariaDB: " + programs.server()));
    }

    private static void wanted(Provider provider, Machine machine, Need need, BooleanSupplier isMet) {
        if (!provider.provide(need, isMet, List.of())) {
            System.out.println(machine.advice(need));
        }
    }
}
