package dev.gatehouse.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Ensures that this machine has what the tests need, before anything else is built. Fails if the browser tests could not run. */
public final class Setup {

    private final Consumer<String> log = System.out::println;
    private final Machine machine;
    private final Provider provider;
    private final List<Need> missing = new ArrayList<>();

    private Setup(Commands commands) {
        machine = Machine.look(commands);
        provider = new Provider(machine, commands, log);
    }

    /**
     * Runs the setup. Takes no arguments.
     *
     * @throws MissingBrowserException if there is no browser; its message is one sentence with the command to run
     */
    public static void main(String[] arguments) {
        new Setup(new SystemCommands()).run();
    }

    private void run() {
        ensure(Need.BROWSER, () -> InstalledBrowser.find().isPresent(), List.of(new PlaywrightDownload(log)));
        ensure(Need.FONTS, Fonts::areInstalled, List.of());
        ensure(Need.POSTGRESQL, () -> PostgreSqlPrograms.folder().isPresent(), List.of());
        ensure(Need.MARIADB, () -> MariaDbPrograms.find().isPresent(), List.of());
        ensure(Need.SPAMASSASSIN, () -> SpamAssassin.find().isPresent(), List.of());
        ensure(Need.NPM, () -> NodePackages.find().isPresent(), List.of());
        InstalledBrowser.find().ifPresent(executable -> log.accept("Browser: " + executable));
        PostgreSqlPrograms.folder().ifPresent(folder -> log.accept("PostgreSQL: " + folder));
        MariaDbPrograms.find().ifPresent(programs -> log.accept("MariaDB: " + programs.server()));
        SpamAssassin.find().ifPresent(found -> log.accept("SpamAssassin: " + found.program()));
        NodePackages.find().ifPresent(packages -> log.accept("Third-party clients: " + packages.modules()));
        if (missing.contains(Need.BROWSER)) {
            throw new MissingBrowserException(machine.advice(missing));
        }
        // Tests that need the others are skipped.
        missing.forEach(need -> log.accept(machine.advice(need)));
    }

    private void ensure(Need need, BooleanSupplier isMet, List<Runnable> before) {
        if (!provider.provide(need, isMet, before)) {
            missing.add(need);
        }
    }
}
