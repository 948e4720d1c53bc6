package dev.gatehouse.attacks;

import dev.gatehouse.demo.inbox.Inbox;
import dev.gatehouse.demo.keycloak.Folders;
import dev.gatehouse.demo.keycloak.KeycloakDistribution;
import dev.gatehouse.demo.keycloak.KeycloakServer;
import dev.gatehouse.demo.keycloak.LauncherException;
import dev.gatehouse.demo.keycloak.Ports;
import dev.gatehouse.testsupport.mail.MailInbox;
import dev.gatehouse.testsupport.server.RunningServer;
import dev.gatehouse.testsupport.server.TestServer;
import dev.gatehouse.testsupport.standin.CibaChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A Keycloak with the JARs, started as the demo starts it, and an inbox; both stop after the attacks. */
final class OwnServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final Duration EMAIL_GAP = Duration.ofSeconds(2);

    private final Inbox inbox;
    private final CibaChannel ciba = new CibaChannel();
    private final KeycloakServer keycloak;

    /**
     * Starts both.
     *
     * @param distribution the server
     * @param providers the JARs of the bundle
     * @param folder where the server is unpacked; its data of an earlier start is deleted
     */
    OwnServer(KeycloakDistribution distribution, List<Path> providers, Path folder) {
        Path home = distribution.unpackInto(folder);
        KeycloakDistribution.installProviders(home, providers);
        try {
            Folders.delete(home.resolve("data"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int port = Ports.anyFree();
        inbox = Inbox.start(Ports.anyFree(), Ports.anyFree(), "http://localhost:" + port + "/realms/acme");
        KeycloakServer started = null;
        try {
            started = KeycloakServer.in(home)
                    .port(port)
                    .managementPort(Ports.anyFree())
                    .logFile(folder.resolve("keycloak.log"))
                    // Two seconds between two emails, so that attacks need not wait for half a minute each time.
                    .arguments(List.of(
                            ciba.keycloakArgument(),
                            "--spi-gatehouse-email--default--seconds-between-emails=" + EMAIL_GAP.toSeconds(),
                            "--spi-theme--cache-themes=true",
                            "--spi-theme--cache-templates=true",
                            // Many users are created, and a cheap hash is enough for their passwords.
                            "--spi-password-hashing--argon2--iterations=1",
                            "--spi-password-hashing--argon2--memory=64"))
                    .start();
            started.awaitReady(PATIENCE);
        } catch (LauncherException e) {
            if (started != null) {
                started.close();
            }
            inbox.close();
            ciba.close();
            throw e;
        }
        keycloak = started;
    }

    TestServer server() {
        return TestServer.running(new RunningServer(
                keycloak.url(),
                "admin",
                "admin",
                MailInbox.of(inbox),
                Optional.of(keycloak.managementUrl() + "/metrics"),
                EMAIL_GAP,
                Optional.of(ciba)));
    }

    int smtpPort() {
        return inbox.smtpPort();
    }

    @Override
    public void close() {
        keycloak.close();
        inbox.close();
        ciba.close();
    }
}
