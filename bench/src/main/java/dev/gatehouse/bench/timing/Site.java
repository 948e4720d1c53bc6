package dev.gatehouse.bench.timing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.demo.Installation;
import dev.gatehouse.demo.inbox.Inbox;
import dev.gatehouse.demo.keycloak.KeycloakDistribution;
import dev.gatehouse.demo.keycloak.KeycloakServer;
import dev.gatehouse.demo.keycloak.Ports;
import dev.gatehouse.demo.keycloak.ReferenceRealm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real Keycloak with a realm full of users, and a slow mail server. */
final class Site implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIME_TO_START = Duration.ofMinutes(6);
    private static final int LOCKED_SECONDS = 7200;
    private static final Duration PER_REPLY = Duration.ofMillis(50);

    private final Inbox inbox;
    private final SlowMailProxy slowProxy;
    private final KeycloakServer keycloak;

    /** The software to measure. */
    enum Software {
        GATEHOUSE,
        STOCK
    }

    /**
     * Starts the server.
     *
     * @param installation the files from the build
     * @param folder the working folder
     * @param kinds the kinds of accounts in the realm
     * @param each the number of accounts of each kind
     */
    Site(Software software, Installation installation, Path folder, List<Kind> kinds, int each) throws IOException {
        this(
                installation,
                folder,
                software == Software.GATEHOUSE ? installation.providers() : List.of(),
                (port, smtp, inbox) -> {
                    ObjectNode realm =
                            software == Software.GATEHOUSE ? referenceRealm(port, smtp, inbox) : stockRealm(smtp);
                    ArrayNode users = realm.withArray("users");
                    for (Kind kind : kinds) {
                        for (int number = 0; kind != Kind.UNKNOWN && number < each; number++) {
                            kind.describe(users.addObject(), number);
                        }
                    }
                    return realm;
                });
    }

    /**
     * Starts Gatehouse with accounts for sign-ins.
     *
     * @param tries how often each kind's addresses are used
     */
    static Site forSignIn(Installation installation, Path folder, int tries) throws IOException {
        return new Site(installation, folder, installation.providers(), (port, smtp, inbox) -> {
            ObjectNode realm = referenceRealm(port, smtp, inbox)
                    .put("failureFactor", SignInKind.FAILURE_FACTOR)
                    .put("waitIncrementSeconds", LOCKED_SECONDS)
                    .put("maxFailureWaitSeconds", LOCKED_SECONDS);
            ArrayNode users = realm.withArray("users");
            for (SignInKind kind : SignInKind.values()) {
                for (int number = 0; number < kind.accounts(tries); number++) {
                    kind.describe(users.addObject(), number);
                }
            }
            return realm;
        });
    }

    private Site(Installation installation, Path folder, List<Path> providers, RealmOfSite realmOfSite)
            throws IOException {
        int port = Ports.anyFree();
        int inboxPort = Ports.anyFree();
        inbox = Inbox.start(inboxPort, Ports.anyFree(), "http://localhost:" + port + "/realms/" + ReferenceRealm.NAME);
        slowProxy = new SlowMailProxy(inbox.smtpPort(), PER_REPLY);
        Path home = installation.distribution().unpackInto(folder);
        KeycloakDistribution.installProviders(home, providers);
        Path file = Files.createDirectories(folder.resolve("realm")).resolve(ReferenceRealm.NAME + "-realm.json");
        Files.writeString(
                file, realmOfSite.of(port, slowProxy.port(), inboxPort).toString());
        keycloak = KeycloakServer.in(home)
                .port(port)
                .managementPort(Ports.anyFree())
                .freshData(true)
                .importRealms(List.of(file))
                .start();
        try {
            keycloak.awaitReady(TIME_TO_START);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Creates the realm for the ports of the other servers. */
    private interface RealmOfSite {

        ObjectNode of(int port, int smtpPort, int inboxPort) throws IOException;
    }

    private static ObjectNode referenceRealm(int port, int smtpPort, int inboxPort) throws IOException {
        return (ObjectNode) JSON.readTree(new ReferenceRealm(port, smtpPort, inboxPort).json());
    }

    /** Like the reference realm, as far as a Keycloak without Gatehouse supports it. */
    private static ObjectNode stockRealm(int smtpPort) {
        ObjectNode realm = JSON.createObjectNode()
                .put("realm", ReferenceRealm.NAME)
                .put("enabled", true)
                .put("sslRequired", "none")
                .put("registrationEmailAsUsername", true)
                .put("resetPasswordAllowed", true)
                .put("bruteForceProtected", true)
                .put("eventsEnabled", true);
        realm.putObject("smtpServer")
                .put("host", "127.0.0.1")
                .put("port", Integer.toString(smtpPort))
                .put("from", "no-reply@acme.test");
        realm.putArray("clients")
                .addObject()
                .put("clientId", "workspace")
                .put("publicClient", true)
                .putArray("redirectUris")
                .add("http://localhost:9999/*");
        return realm;
    }

    /** The URL of the realm. */
    String realmUrl() {
        return keycloak.url() + "/realms/" + ReferenceRealm.NAME;
    }

    /** The number of emails received by an address. */
    int mails(String address) {
        return inbox.messages(address).size();
    }

    @Override
    public void close() {
        if (keycloak != null) {
            keycloak.close();
        }
        try {
            slowProxy.close();
        } catch (IOException closedAlready) {
            // already closed
        }
        inbox.close();
    }
}
