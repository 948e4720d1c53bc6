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

/** Plays every attack of the security model, and tells in a table what was expected and what was seen. */
@Command(name = "scripts/attack", mixinStandardHelpOptions = true, description = {
    "Plays every attack of docs/security/security-model.md against a server and prints a table: attack, expected, seen.",
    "Starts a server and an inbox of its own unless --server is given. Ends with 0 if everything was seen as expected, with 1 if not."})
public final class AttackCommand implements Callable<Integer> {

    private static final Path REALMS = Path.of("demo", "src", "main", "resources", "dev", "gatehouse", "demo");

    @Option(names = "--start", description = "Starts a server and an inbox, which is what is done without --server.")
    private boolean start;

    @Option(names = "--server", paramLabel = "URL", description = "A running server. Copies of the reference realm are added there, attacked, and removed; no realm that exists is touched.")
    private String url;

    @Option(names = "--admin", paramLabel = "NAME", defaultValue = "admin", description = "Its administrator in the realm master; ${DEFAULT-VALUE} unless given.")
    private String admin;

    @Option(names = "--password", paramLabel = "PASSWORD", defaultValue = "${env:GATEHOUSE_ADMIN_PASSWORD:-admin}",
            description = "The administrator's password; GATEHOUSE_ADMIN_PASSWORD in the environment keeps it out of the list of processes.")
    private String password;

    @Option(names = "--inbox", paramLabel = "URL", defaultValue = "http://localhost:8025", description = "The demo's inbox, where mails are read; ${DEFAULT-VALUE} unless given.")
    private String inbox;

    @Option(names = "--smtp", paramLabel = "HOST:PORT", description = "Where the server delivers to that inbox; needed with --server.")
    private String smtp;

    @Option(names = "--metrics", paramLabel = "URL", description = "Where the server tells its metrics, for example http://localhost:9000/metrics.")
    private String metrics;

    @Option(names = "--email-gap", paramLabel = "SECONDS", defaultValue = "30", description = "The least time between two emails there; ${DEFAULT-VALUE} unless given.")
    private int emailGap;

    @Option(names = "--keycloak", paramLabel = "VERSION", description = "The Keycloak that is started; the one of this build unless given.")
    private String version;

    @Option(names = "--distributions", paramLabel = "DIR", description = "Where keycloak-VERSION.zip lies.")
    private Path distributions;

    @Option(names = "--providers", paramLabel = "DIR", description = "The bundle's JARs; those of this build unless given.")
    private Path providers;

    @Option(names = "--bundle", paramLabel = "DIR", description = "A checkout of another release that was built: its JARs and its reference realm.")
    private Path bundle;

    @Option(names = "--only", paramLabel = "ID", split = ",", description = "Only these attacks.")
    private List<String> only = List.of();

    @Option(names = "--at-once", paramLabel = "N", defaultValue = "3", description = "How many are played at once; ${DEFAULT-VALUE} unless given.")
    private int lanes;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the table is written too.")
    private Path out;

    @Option(names = "--list", description = "Prints the attacks, as docs/security/attacks.md has them, and plays none.")
    private boolean list;

    @Option(names = "--update", paramLabel = "FILE", description = "Writes the list of attacks into this document in the place of the one there, and plays none.")
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
            throw new IllegalArgumentException("Either a server is started or a running one is attacked: give --start or --server.");
        }
        if (url != null) {
            return attackRunning();
        }
        Installation build = Installation.in(target().resolve("../../demo/target").normalize());
        String release = version == null ? build.keycloakVersion() : version;
        KeycloakDistribution distribution = distributions == null || release.equals(build.keycloakVersion())
                ? build.distribution() : new KeycloakDistribution(distributions.resolve("keycloak-" + release + ".zip"), release);
        List<Path> jars = bundle != null ? jars(bundle.resolve("demo/target/providers")) : providers != null ? jars(providers) : build.providers();
        try (OwnServer own = new OwnServer(distribution, jars, target().resolve("server"))) {
            return attack(own.server(), copies("127.0.0.1", own.smtpPort()), "Keycloak " + release);
        }
    }

    private int attackRunning() throws Exception {
        if (smtp == null || !smtp.matches("[^:]+:\\d+")) {
            throw new IllegalArgumentException("--server needs --smtp HOST:PORT, where the server can deliver mails to the inbox.");
        }
        String host = smtp.substring(0, smtp.indexOf(':'));
        int port = Integer.parseInt(smtp.substring(smtp.indexOf(':') + 1));
        TestServer server = TestServer.running(new RunningServer(URI.create(url).toString().replaceAll("/+$", ""), admin, password,
                new RemoteInbox(inbox, port), Optional.ofNullable(metrics), Duration.ofSeconds(emailGap)));
        return attack(server, copies(host, port), url);
    }

    private RealmCopies copies(String mailHost, int mailPort) throws IOException {
        if (bundle == null) {
            return RealmCopies.ofThisBuild(mailHost, mailPort);
        }
        return new RealmCopies(Files.readString(bundle.resolve(REALMS).resolve(ReferenceRealm.NAME + "-realm.json")),
                Files.readString(bundle.resolve(REALMS).resolve(ReferenceRealm.PARTNER + "-realm.json")), mailHost, mailPort);
    }

    private int attack(TestServer server, RealmCopies copies, String what) throws Exception {
        List<Attack> attacks = Attacks.all().stream().filter(attack -> only.isEmpty() || only.contains(attack.id())).toList();
        if (attacks.isEmpty()) {
            throw new IllegalArgumentException("There is no such attack; --list tells them.");
        }
        long begun = System.nanoTime();
        Match match = new Match(server, copies, Math.min(lanes, attacks.size()), result -> System.err.printf("%-28s %-12s %s%n", result.attack().id(), result.outcome(), result.seen()));
        ResultTable table = new ResultTable(match.play(attacks));
        String text = table.markdown("Attacks on " + what) + "\nPlayed in %d s.\n".formatted(Duration.ofNanos(System.nanoTime() - begun).toSeconds());
        System.out.print(text);
        if (out != null) {
            Files.writeString(out, text);
        }
        return table.isGreen() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.filter(file -> file.getFileName().toString().matches("gatehouse-(authenticator|password-policy|themes)\\b.*\\.jar")).sorted().toList();
            if (jars.isEmpty()) {
                throw new IllegalArgumentException("There are no JARs of Gatehouse in " + folder + ". Build it first.");
            }
            return jars;
        }
    }

    private static Path target() {
        try {
            // Of the JAR, or of the folder of classes.
            return Path.of(AttackCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a JAR has an address", e);
        }
    }
}
