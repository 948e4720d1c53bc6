package dev.gatehouse.demo;

import dev.gatehouse.demo.inbox.Inbox;
import dev.gatehouse.demo.keycloak.GoogleLogin;
import dev.gatehouse.demo.keycloak.KeycloakDistribution;
import dev.gatehouse.demo.keycloak.KeycloakServer;
import dev.gatehouse.demo.keycloak.KeycloakServerBuilder;
import dev.gatehouse.demo.keycloak.LauncherException;
import dev.gatehouse.demo.keycloak.Ports;
import dev.gatehouse.demo.keycloak.RealmRefresher;
import dev.gatehouse.demo.keycloak.ReferenceRealm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** One run of the demo: starts everything, says where to go, and waits to be stopped. */
final class Demo {

    private static final int USUAL_SMTP_PORT = 3025;
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private final long begun = System.nanoTime();
    private final Console console;
    private final DemoPorts ports;
    private final boolean fresh;
    private volatile boolean stopping;

    Demo(Console console, DemoPorts ports, boolean fresh) {
        this.console = console;
        this.ports = ports;
        this.fresh = fresh;
    }

    /** Returns only by an exception: Ctrl-C ends the whole program. */
    void run() {
        ports.requireUsable();
        Optional<GoogleLogin> google = GoogleLogin.from(System.getenv());
        Installation installation = Installation.ofThisJar();
        try (RunLock lock = RunLock.acquire(installation.runFolder())) {
            Path home = unpack(installation);
            boolean kept = !fresh && Files.isDirectory(home.resolve("data").resolve("h2"));
            ReferenceRealm realm = new ReferenceRealm(ports.keycloak(), Ports.preferably(USUAL_SMTP_PORT), ports.inbox());

            console.step(3, "Starting the inbox …");
            try (Inbox inbox = Inbox.start(ports.inbox(), realm.smtpPort(), ports.issuer());
                    KeycloakServer keycloak = server(installation, home).importRealms(realm.writeTo(installation.runFolder())).start()) {
                stopOnInterrupt(keycloak, inbox, lock);
                console.step(4, "Starting Keycloak (%s) …".formatted(kept ? "about 20 seconds" : "the first start takes about a minute"));
                awaitReady(keycloak);
                if (kept) {
                    new RealmRefresher(keycloak.url()).refresh(realm);
                }
                google.ifPresent(login -> login.addTo(keycloak.url()));
                console.step(5, "Ready in %d s".formatted(Duration.ofNanos(System.nanoTime() - begun).toSeconds()));
                console.say(Welcome.text(keycloak, inbox, google.isPresent()));
                keycloak.awaitEnd();
                throw new LauncherException("Keycloak ended by itself. Its log says why: " + keycloak.logFile());
            }
        } catch (LauncherException e) {
            if (stopping) {
                // Whatever broke now broke because it was stopped; the shutdown hook is at work and ends the program.
                return;
            }
            throw e;
        }
    }

    private Path unpack(Installation installation) {
        KeycloakDistribution distribution = installation.distribution();
        boolean done = distribution.isUnpackedIn(installation.runFolder());
        console.step(2, (done ? "Keycloak %s is unpacked already" : "Unpacking Keycloak %s …").formatted(distribution.version()));
        Path home = distribution.unpackInto(installation.runFolder());
        KeycloakDistribution.installProviders(home, installation.providers());
        return home;
    }

    private KeycloakServerBuilder server(Installation installation, Path home) {
        return KeycloakServer.in(home)
                .port(ports.keycloak())
                .managementPort(ports.management())
                .freshData(fresh)
                .logFile(installation.runFolder().resolve("keycloak.log"));
    }

    private void awaitReady(KeycloakServer keycloak) {
        try {
            keycloak.awaitReady(PATIENCE, console::elapsed);
        } finally {
            console.elapsedEnd();
        }
    }

    private void stopOnInterrupt(AutoCloseable... things) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stopping = true;
            for (AutoCloseable thing : things) {
                try {
                    thing.close();
                } catch (Exception e) {
                    console.failure("Could not be stopped: " + e);
                }
            }
            console.say("Stopped.");
        }, "stop"));
    }
}
