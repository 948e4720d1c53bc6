package dev.gatehouse.demo;

import dev.gatehouse.demo.inbox.Inbox;
import dev.gatehouse.demo.keycloak.GoogleLogin;
import dev.gatehouse.demo.keycloak.KeycloakDistribution;
import dev.gatehouse.demo.keycloak.KeycloakServer;
import dev.gatehouse.demo.keycloak.KeycloakServerBuilder;
import dev.gatehouse.demo.keycloak.LauncherException;
import dev.gatehouse.demo.keycloak.RealmRefresher;
import dev.gatehouse.demo.keycloak.ReferenceRealm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** One run of the demo: starts everything, prints the URLs, and waits to be stopped. */
final class Demo {

    private final long begun = System.nanoTime();
    private final Console console;
    private final DemoOptions options;
    private final DemoPorts ports;

    Demo(Console console, DemoOptions options) {
        this.console = console;
        this.options = options;
        this.ports = options.ports();
    }

    /** Returns only by an exception: Ctrl-C ends the whole program, and every end of the program stops everything. */
    void run() {
        UntilExit open = UntilExit.begin(console);
        try {
            run(open);
        } catch (LauncherException e) {
            if (!open.isClosing()) {
                throw e;
            }
            // The failure is a consequence of the stop.
        }
    }

    private void run(UntilExit open) {
        ports.requireUsable();
        Optional<GoogleLogin> google = GoogleLogin.from(System.getenv());
        Installation installation = Installation.ofThisJar();
        open.keep(RunLock.acquire(installation.runFolder()));
        RunFile.deleteIn(installation.runFolder());
        Path home = unpack(installation);
        boolean kept =
                !options.fresh() && Files.isDirectory(home.resolve("data").resolve("h2"));
        ReferenceRealm realm = new ReferenceRealm(ports.keycloak(), ports.chooseSmtp(), ports.inbox());
        DevMode.cleanUp(installation.checkout(), home);
        Optional<DevMode> dev =
                options.dev() ? Optional.of(open.keep(DevMode.begin(installation.checkout(), home))) : Optional.empty();

        console.step(3, "Starting the inbox …");
        Inbox inbox = open.keep(Inbox.start(ports.inbox(), realm.smtpPort(), ports.issuer()));
        KeycloakServerBuilder builder =
                server(installation, home).importRealms(realm.writeTo(installation.runFolder()));
        dev.ifPresent(mode -> mode.applyTo(builder));
        console.step(
                4,
                "Starting Keycloak (%s) …"
                        .formatted(kept ? "about 20 seconds" : "the first start takes about a minute"));
        DemoServer server = open.keep(DemoServer.start(builder, console));
        server.awaitReady();
        KeycloakServer keycloak = server.current();
        if (kept) {
            new RealmRefresher(keycloak.url()).refresh(realm);
        }
        google.ifPresent(login -> login.addTo(keycloak.url()));
        RunFile.Content content = new RunFile.Content(keycloak, home, inbox);
        dev.ifPresent(mode -> content.database(mode.databaseUrl()));
        open.keep(content.writeTo(installation.runFolder()));
        console.step(
                5,
                "Ready in %d s"
                        .formatted(Duration.ofNanos(System.nanoTime() - begun).toSeconds()));
        console.say(Welcome.text(keycloak, inbox, google.isPresent(), options));
        dev.ifPresent(mode -> mode.watch(server, console));
        keycloak.awaitEnd();
        throw new LauncherException("Keycloak stopped unexpectedly. See its log for the reason: " + keycloak.logFile());
    }

    private Path unpack(Installation installation) {
        KeycloakDistribution distribution = installation.distribution();
        boolean done = distribution.isUnpackedIn(installation.runFolder());
        console.step(
                2,
                (done ? "Keycloak %s is already unpacked" : "Unpacking Keycloak %s …")
                        .formatted(distribution.version()));
        Path home = distribution.unpackInto(installation.runFolder());
        KeycloakDistribution.installProviders(home, installation.providers());
        return home;
    }

    private KeycloakServerBuilder server(Installation installation, Path home) {
        KeycloakServerBuilder builder = KeycloakServer.in(home)
                .port(ports.keycloak())
                .managementPort(ports.management())
                .freshData(options.fresh())
                .logFile(installation.runFolder().resolve("keycloak.log"));
        ports.debugger().ifPresent(builder::debugPort);
        return builder;
    }
}
