package dev.gatehouse.demo;

import dev.gatehouse.demo.keycloak.LauncherException;
import dev.gatehouse.demo.keycloak.ReferenceRealm;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The demo command behind {@code demo/start}. */
@Command(
        name = "demo/start",
        mixinStandardHelpOptions = false,
        sortOptions = false,
        description =
                "Starts Keycloak with Gatehouse and the reference realm, three sample apps, and an inbox. Ctrl-C stops everything.")
public final class Main implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:GATEHOUSE_PORT:-8080}",
            description = "Where Keycloak listens (or set GATEHOUSE_PORT): ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--inbox-port",
            paramLabel = "PORT",
            defaultValue = "${env:GATEHOUSE_INBOX_PORT:-8025}",
            description = "Where the inbox and the apps listen (or set GATEHOUSE_INBOX_PORT): ${DEFAULT-VALUE}.")
    private int inboxPort;

    @Option(names = "--fresh", description = "Delete all users, sessions and settings of earlier starts.")
    private boolean fresh;

    @Option(
            names = "--dev",
            description =
                    "Development mode: the theme is read from its sources, and Keycloak restarts after each build of a JAR.")
    private boolean dev;

    @Option(
            names = "--debug",
            arity = "0..1",
            paramLabel = "PORT",
            fallbackValue = "8787",
            description =
                    "Let a debugger attach to Keycloak (JDWP, this machine only): port ${FALLBACK-VALUE} unless given.")
    private Integer debugPort;

    @Option(
            names = "--mails",
            paramLabel = "FOLDER",
            description = "Write every email with sample data to files in this folder, as HTML and as text, and stop.")
    private Path mails;

    @Option(
            names = "--languages",
            paramLabel = "TAGS",
            split = ",",
            description = "With --mails: in these languages, for example en,de,ar; en unless given.")
    private List<String> languages;

    @Option(
            names = "--hostile",
            description = "With --mails: with sample data that an attacker would choose to break an email.")
    private boolean hostile;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    private boolean help;

    @Spec
    private CommandSpec command;

    private final Console console = new Console();

    /** Runs the demo until it is stopped; exits with 1 if it cannot start and 2 if an option is wrong. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() {
        try {
            if (mails != null) {
                new MailFiles(console, mails, languagesOfEmails(), hostile).write();
                return 0;
            }
            if (languages != null || hostile) {
                throw new ParameterException(command.commandLine(), "--languages and --hostile need --mails FOLDER.");
            }
            OptionalInt debugger = debugPort == null ? OptionalInt.empty() : OptionalInt.of(debugPort);
            new Demo(console, new DemoOptions(new DemoPorts(port, inboxPort, debugger), fresh, dev)).run();
            return 0;
        } catch (LauncherException e) {
            console.failure(e.getMessage());
            return 1;
        }
    }

    /** Keycloak renders English instead of a language that Gatehouse lacks, so such a language is refused. */
    private List<String> languagesOfEmails() {
        List<String> known = ReferenceRealm.languages();
        List<String> wanted = languages == null ? List.of("en") : languages;
        return wanted.stream()
                .map(tag -> {
                    String canonical = Locale.forLanguageTag(tag.strip()).toLanguageTag();
                    if (!known.contains(canonical)) {
                        throw new ParameterException(
                                command.commandLine(),
                                "Gatehouse has no emails in the language \"%s\". Choose from %s."
                                        .formatted(tag, String.join(", ", known)));
                    }
                    return canonical;
                })
                .toList();
    }
}
