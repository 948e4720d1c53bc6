package dev.gatehouse.load;

import dev.gatehouse.demo.Installation;
import dev.gatehouse.demo.keycloak.LauncherException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The load test's command line. */
@Command(
        name = "bench/load",
        description =
                "Whole logins on real servers, with Gatehouse and in Keycloak alone, and what administrators do. Needs Linux and PostgreSQL.",
        subcommands = {
            LoginsCommand.class,
            CodesCommand.class,
            ProfilesCommand.class,
            StartCommand.class,
            FloodCommand.class,
            SetupCommand.class,
            PageCommand.class
        },
        mixinStandardHelpOptions = true,
        subcommandsRepeatable = true)
public final class Load {

    private Load() {}

    /**
     * Runs the command line.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs the command line and returns the exit code: 0, or 1 on failure, or 2 for invalid arguments. */
    static int run(String... arguments) {
        CommandLine command = new CommandLine(new Load());
        command.setExecutionExceptionHandler((exception, line, parsed) -> {
            if (exception instanceof LauncherException || exception instanceof IllegalArgumentException) {
                System.err.println(exception.getMessage());
                return exception instanceof LauncherException
                        ? CommandLine.ExitCode.SOFTWARE
                        : CommandLine.ExitCode.USAGE;
            }
            throw exception;
        });
        return command.execute(arguments);
    }

    /** The output of the build, next to this module. */
    static Installation installation() {
        return Installation.in(target().resolve("../../demo/target").normalize());
    }

    /** The folder that a server is unpacked into. */
    static Path serverFolder(String name) {
        return target().resolve("servers").resolve(name);
    }

    private static Path target() {
        try {
            // The parent of the JAR or of the classes folder.
            return Path.of(Load.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a JAR has an address", e);
        }
    }

    /** Prints a report, and writes it to a file. */
    static void publish(Path folder, String file, Markdown report) {
        System.out.print(report.text());
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(file), report.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
