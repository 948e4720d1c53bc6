package dev.gatehouse.demo;

import dev.gatehouse.demo.keycloak.LauncherException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The demo command behind {@code demo/start}. */
@Command(name = "demo/start", mixinStandardHelpOptions = false, sortOptions = false,
        description = "Starts Keycloak with Gatehouse and the reference realm, three sample apps, and an inbox. Ctrl-C stops everything.")
public final class Main implements Callable<Integer> {

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "${env:GATEHOUSE_PORT:-8080}",
            description = "Where Keycloak listens (or set GATEHOUSE_PORT): ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--inbox-port", paramLabel = "PORT", defaultValue = "${env:GATEHOUSE_INBOX_PORT:-8025}",
            description = "Where the inbox and the apps listen (or set GATEHOUSE_INBOX_PORT): ${DEFAULT-VALUE}.")
    private int inboxPort;

    @Option(names = "--fresh", description = "Delete all users, sessions and settings of earlier starts.")
    private boolean fresh;

    @Option(names = "--dev", description = "Development mode: the theme is read from its sources, and Keycloak restarts after each build of a JAR.")
    private boolean dev;

    @Option(names = "--debug", arity = "0..1", paramLabel = "PORT", fallbackValue = "8787",
            description = "Let a debugger attach to Keycloak (JDWP, this machine only): port ${FALLBACK-VALUE} unless given.")
    private Integer debugPort;

    @Option(names = "--mails", paramLabel = "FOLDER",
            description = "Write every mail with sample data to files in this folder, as HTML and as text, and stop.")
    private Path mails;

    @Option(names = "--languages", paramLabel = "TAGS", split = ",", defaultValue = "en",
            description = "In which languages, for example en,de,ar: ${DEFAULT-VALUE}.")
    private List<String> languages;

    @Option(names = "--hostile", description = "With samples that somebody would choose who wants to break a mail.")
    private boolean hostile;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this text.")
    private boolean help;

    private final Console console = new Console();

    /** Runs the demo until it is stopped; exits with 1 if it cannot start and 2 if an option is wrong. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() {
        try {
            if (mails != null) {
                new MailFiles(console, mails, languages.stream().map(tag -> Locale.forLanguageTag(tag).toLanguageTag()).toList(), hostile).write();
                return 0;
            }
            OptionalInt debugger = debugPort == null ? OptionalInt.empty() : OptionalInt.of(debugPort);
            new Demo(console, new DemoOptions(new DemoPorts(port, inboxPort, debugger), fresh, dev)).run();
            return 0;
        } catch (LauncherException e) {
            console.failure(e.getMessage());
            return 1;
        }
    }
}
