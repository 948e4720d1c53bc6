package dev.gatehouse.attacks;

import dev.gatehouse.demo.Installation;
import dev.gatehouse.demo.keycloak.KeycloakDistribution;
import dev.gatehouse.demo.keycloak.LauncherException;
import dev.gatehouse.demo.keycloak.ReferenceRealm;
import dev.gatehouse.testsupport.mail.RemoteInbox;
import dev.gatehouse.testsupport.server.RunningServer;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs every attack of the security model, and prints a table of what was expected and what was seen. */
@Command(
        name = "scripts/attack",
        mixinStandardHelpOptions = true,
        description = {
            "Runs every attack of docs/security/attacks.md against a server and prints a table: attack, expected, seen.",
            "Starts a server and an inbox of its own unless --server is given. Exits with 0 if all results are as expected, else with 1."
        })
public final class AttackCommand implements Callable<Integer> {

    private static final Path REALMS = Path.of("demo", "src", "main", "resources", "dev", "gatehouse", "demo");

    @Option(names = "--start", description = "Starts a server and an inbox; the default without --server.")
    private boolean start;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description =
                    "A running server. Copies of the reference realm are added there, attacked, and removed; existing realms are not touched.")
    private String url;

    @Option(
            names = "--admin",
            paramLabel = "NAME",
            defaultValue = "admin",
            description = "Its administrator in the realm master; default ${DEFAULT-VALUE}.")
    private String admin;

    @Option(
            names = "--password",
            paramLabel = "PASSWORD",
            defaultValue = "${env:GATEHOUSE_ADMIN_PASSWORD:-admin}",
            description =
                    "The administrator's password; GATEHOUSE_ADMIN_PASSWORD in the environment keeps it out of the process list.")
    private String password;

    @Option(
            names = "--inbox",
            paramLabel = "URL",
            defaultValue = "http://localhost:8025",
            description = "The demo's inbox, from which emails are read; default ${DEFAULT-VALUE}.")
    private String inbox;

    @Option(
            names = "--smtp",
            paramLabel = "HOST:PORT",
            description = "Where the server delivers to that inbox; required with --server.")
    private String smtp;

    @Option(
            names = "--metrics",
            paramLabel = "URL",
            description = "Where the server publishes its metrics, for example http://localhost:9000/metrics.")
    private String metrics;

    @Option(
            names = "--email-gap",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "The minimum time between two emails there; default ${DEFAULT-VALUE}.")
    private int emailGap;

    @Option(
            names = "--keycloak",
            paramLabel = "VERSION",
            description = "The Keycloak release to start; default: the one of this build.")
    private String version;

    @Option(names = "--distributions", paramLabel = "DIR", description = "The directory of keycloak-VERSION.zip.")
    private Path distributions;

    @Option(names = "--providers", paramLabel = "DIR", description = "The bundle's JARs; default: those of this build.")
    private Path providers;

    @Option(
            names = "--bundle",
            paramLabel = "DIR",
            description = "A built checkout of another release: its JARs and its reference realm are used.")
    private Path bundle;

    @Option(names = "--only", paramLabel = "ID", split = ",", description = "Runs only these attacks.")
    private List<String> only = List.of();

    @Option(
            names = "--at-once",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many run at once; default ${DEFAULT-VALUE}.")
    private int lanes;

    @Option(names = "--out", paramLabel = "FILE", description = "Also writes the table to this file.")
    private Path out;

    @Option(
            names = "--list",
            description = "Prints the list of attacks, as in docs/security/attacks.md, and runs none.")
    private boolean list;

    @Option(
            names = "--update",
            paramLabel = "FILE",
            description = "Replaces the list of attacks in this document, and runs none.")
    private Path document;

    private AttackCommand() {}

    /** Runs. */
    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new AttackCommand());
        command.setExecutionExceptionHandler((exception, line, parsed) -> {
            if (exception instanceof LauncherException || exception instanceof IllegalArgumentException) {
                System.err.println(exception.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            throw exception;
        });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            System.out.print(Attacks.document());
            return 0;
        }
        if (document != null) {
            Files.writeString(document, Attacks.updated(Files.readString(document)));
            return 0;
        }
        if (start && url != null) {
            throw new IllegalArgumentException("--start and --server exclude each other.");
        }
        if (url != null) {
            return attackRunning();
        }
        Installation build =
                Installation.in(target().resolve("../../demo/target").normalize());
        String release = version == null ? build.keycloakVersion() : version;
        KeycloakDistribution distribution = distributions == null || release.equals(build.keycloakVersion())
                ? build.distribution()
                : new KeycloakDistribution(distributions.resolve("keycloak-" + release + ".zip"), release);
        List<Path> jars = bundle != null
                ? jars(bundle.resolve("demo/target/providers"))
                : providers != null ? jars(providers) : build.providers();
        try (OwnServer own = new OwnServer(distribution, jars, target().resolve("server"))) {
            return attack(own.server(), copies("127.0.0.1", own.smtpPort()), "Keycloak " + release);
        }
    }

    private int attackRunning() throws Exception {
        if (smtp == null || !smtp.matches("[^:]+:\\d+")) {
            throw new IllegalArgumentException(
                    "--server needs --smtp HOST:PORT, where the server delivers email to the inbox.");
        }
        String host = smtp.substring(0, smtp.indexOf(':'));
        int port = Integer.parseInt(smtp.substring(smtp.indexOf(':') + 1));
        TestServer server = TestServer.running(new RunningServer(
                URI.create(url).toString().replaceAll("/+$", ""),
                admin,
                password,
                new RemoteInbox(inbox, port),
                Optional.ofNullable(metrics),
                Duration.ofSeconds(emailGap),
                Optional.empty()));
        return attack(server, copies(host, port), url);
    }

    private RealmCopies copies(String mailHost, int mailPort) throws IOException {
        if (bundle == null) {
            return RealmCopies.ofThisBuild(mailHost, mailPort);
        }
        return new RealmCopies(
                Files.readString(bundle.resolve(REALMS).resolve(ReferenceRealm.NAME + "-realm.json")),
                Files.readString(bundle.resolve(REALMS).resolve(ReferenceRealm.PARTNER + "-realm.json")),
                mailHost,
                mailPort);
    }

    private int attack(TestServer server, RealmCopies copies, String what) throws Exception {
        List<Attack> attacks = Attacks.all().stream()
                .filter(attack -> only.isEmpty() || only.contains(attack.id()))
                .toList();
        if (attacks.isEmpty()) {
            throw new IllegalArgumentException("No such attack; --list prints all.");
        }
        long begun = System.nanoTime();
        AttackRun match = new AttackRun(
                server,
                copies,
                Math.min(lanes, attacks.size()),
                result -> System.err.printf("%-28s %-12s %s%n", result.attack().id(), result.outcome(), result.seen()));
        ResultTable table = new ResultTable(match.play(attacks));
        String text = table.markdown("Attacks on " + what)
                + "\nRan in %d s.\n"
                        .formatted(Duration.ofNanos(System.nanoTime() - begun).toSeconds());
        System.out.print(text);
        if (out != null) {
            Files.writeString(out, text);
        }
        return table.isGreen() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.filter(file -> file.getFileName()
                            .toString()
                            .matches("gatehouse-(authenticator|password-policy|themes)\\b.*\\.jar"))
                    .sorted()
                    .toList();
            if (jars.isEmpty()) {
                throw new IllegalArgumentException("No JARs of Gatehouse in " + folder + ". Build it first.");
            }
            return jars;
        }
    }

    private static Path target() {
        try {
            // Of the JAR, or of the folder of classes.
            return Path.of(AttackCommand.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a JAR has an address", e);
        }
    }
}
