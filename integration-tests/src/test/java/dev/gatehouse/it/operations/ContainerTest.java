package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dasniko.testcontainers.keycloak.KeycloakContainer;
import dev.gatehouse.demo.Installation;
import dev.gatehouse.demo.keycloak.ReferenceRealm;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.container.Docker;
import dev.gatehouse.testsupport.container.Mailpit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.output.ToStringConsumer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** Verifies the packaged JARs in Keycloak's image, as a developer runs it to test an app. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContainerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final ToStringConsumer log = new ToStringConsumer();
    private Network network;
    private GenericContainer<?> inbox;
    private KeycloakContainer keycloak;

    @BeforeAll
    void start() {
        Docker.assumeEngineWith(List.of(Docker.keycloakImage(), Mailpit.IMAGE));
        Installation installation = Installation.in(Path.of(System.getProperty("gatehouse.demo")));
        network = Network.newNetwork();
        inbox = new GenericContainer<>(DockerImageName.parse(Mailpit.IMAGE))
                .withNetwork(network)
                .withNetworkAliases("mailpit")
                .withExposedPorts(8025)
                .withImagePullPolicy(image -> false)
                .withStartupTimeout(PATIENCE);
        keycloak = new KeycloakContainer(Docker.keycloakImage())
                .withNetwork(network)
                .withProviderLibsFrom(
                        installation.providers().stream().map(Path::toFile).toList())
                .withCopyToContainer(realm(), "/opt/keycloak/data/import/acme-realm.json")
                .withLogConsumer(log)
                .withImagePullPolicy(image -> false)
                .withStartupTimeout(PATIENCE);
        inbox.start();
        try {
            keycloak.start();
        } catch (ContainerLaunchException e) {
            throw new AssertionError("Keycloak did not start in its container: " + log.toUtf8String(), e);
        }
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable part :
                Stream.of(keycloak, inbox, network).filter(Objects::nonNull).toList()) {
            part.close();
        }
    }

    @Test
    void aLoginAsksForTheCodeInTheInbox() {
        Admin.User user = admin().newUser("agent");
        Page page = HttpBrowser.at(realmUrl()).login("workspace", user);
        assertThat(page.asksForCode()).as(page.text()).isTrue();
        Mailpit mails = new Mailpit("http://localhost:" + inbox.getMappedPort(8025));
        assertThat(page.enterCode(mails.code(user.email())).tokens().get("mfa").asText())
                .isEqualTo("email");
    }

    @Test
    void thePagesWearTheTheme() {
        HttpBrowser browser = HttpBrowser.at(realmUrl());
        String sheet = browser.open("workspace")
                .element("link[rel=stylesheet][href*=/login/gatehouse/]")
                .absUrl("href");
        assertThat(browser.get(sheet).html()).contains(".gh-page");
    }

    @Test
    void aPasswordIsHeldAgainstTheRules() {
        Admin.User user = admin().newUser("agent");
        assertThatThrownBy(() -> admin().setPassword(user, "Passw0rd")).hasMessageContaining("400");
        admin().setPassword(user, "Passw0rd?");
    }

    private Admin admin() {
        return new Admin(keycloak.getAuthServerUrl(), ReferenceRealm.NAME, keycloak.getAdminPassword());
    }

    private String realmUrl() {
        return keycloak.getAuthServerUrl() + "/realms/" + ReferenceRealm.NAME;
    }

    /** The realm {@code acme}, whose emails go to the inbox. */
    private static Transferable realm() {
        return Transferable.of(new ReferenceRealm(8080, 1025, 8025)
                .json()
                .replace("\"host\": \"127.0.0.1\"", "\"host\": \"mailpit\""));
    }
}
