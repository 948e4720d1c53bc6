package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.container.Compose;
import dev.gatehouse.testsupport.container.Docker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Verifies the running {@code docker-compose.yml}: two nodes, their PostgreSQL, the load balancer and the inbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComposeTest {

    private static final String FORGED = "198.51.100.77";

    private static final List<String> ADMINISTRATION = List.of(
            "/admin",
            "/admin/",
            "/admin/master/console/",
            "/admin/realms/acme/users",
            "/ADMIN/",
            "//admin/",
            "/%61dmin/",
            "/%2561dmin/",
            "/admin;x=1/",
            "/admin%2Frealms",
            "/./admin/",
            "/realms/acme/../../admin/",
            "/realms/master",
            "/realms/master/",
            "/realms/master/protocol/openid-connect/token",
            "/realms/%6daster/account",
            "/realms//master/account",
            "/realms/acme/../master/account",
            "/realms;a/master",
            "/realms/master%2Faccount",
            "/realms/acme/%2e%2e/master/account",
            "/realms/acme/gatehouse/admin",
            "/realms/acme/gatehouse/%61dmin",
            "/realms/acme/gatehouse;x=1/admin/");

    private static final List<String> PUBLIC = List.of(
            "/realms/acme/account/", "/realms/acme/.well-known/openid-configuration", "/realms/acme/gatehouse/not-me");

    private Compose compose;

    @BeforeAll
    void start() {
        Docker.assumeCompose();
        Docker.assumeEngineWith(Stream.concat(Docker.IMAGES.stream(), Stream.of(Docker.keycloakImage()))
                .toList());
        Instant begun = Instant.now();
        compose = new Compose("gatehouse-keycloak:try");
        try {
            compose.run("build", "--quiet");
            Instant built = Instant.now();
            compose.up();
            say(
                    "the image was built in %d s, all services were healthy after %d s more",
                    seconds(begun, built), seconds(built, Instant.now()));
        } catch (AssertionError e) {
            System.out.println(compose.run("logs", "--tail", "60"));
            compose.close();
            throw e;
        }
    }

    @AfterAll
    void stop() {
        if (compose != null) {
            compose.close();
            say("all containers and their data are gone");
        }
    }

    @Test
    void aLoginThroughTheBalancerAsksForTheCodeInTheInbox() {
        Admin.User user = compose.admin().newUser("agent");
        Page page = compose.newBrowser().login("workspace", user);
        assertThat(page.asksForCode()).as(page.text()).isTrue();
        JsonNode claims = page.enterCode(compose.inbox().code(user.email())).tokens();
        assertThat(claims.get("iss").asText()).isEqualTo(compose.url() + "/realms/acme");
        assertThat(claims.get("mfa").asText()).isEqualTo("email");
        say("a login through the balancer was asked for a code, and got tokens");
    }

    @Test
    void theBalancerOverwritesWhatAClientClaimsOfItsAddress() {
        Admin.User user = compose.admin().newUser("agent");
        assertThat(compose.newBrowser().from(FORGED).login("workspace", user).asksForCode())
                .isTrue();
        assertThat(compose.newBrowser()
                        .from(FORGED)
                        .login("workspace", user, "wrong")
                        .asksForPassword())
                .isTrue();
        List<String> addresses = compose.admin().events(user).stream()
                .map(event -> event.get("ipAddress").asText())
                .distinct()
                .toList();
        assertThat(addresses).containsExactly(compose.gateway());
        say("an address that a client claimed to have was not believed");
    }

    @Test
    void bothNodesAreInOneCluster() {
        awaitNodes("keycloak-1", 2);
        awaitNodes("keycloak-2", 2);
        say("both nodes are in one cluster");
    }

    @Test
    @Disabled(
            "On Keycloak 26.7.5 the node that is left does not call itself ready for up to half a minute after the other was killed; why is not known yet")
    void aLoginThatIsUnderWayOutlivesItsNode() {
        Admin.User user = compose.admin().newUser("agent");
        HttpBrowser browser = compose.newBrowser();
        Page page = browser.login("workspace", user);
        assertThat(page.asksForCode()).isTrue();
        String node = browser.cookies().get("GATEHOUSE_NODE");
        String other = node.equals("keycloak-1") ? "keycloak-2" : "keycloak-1";
        compose.kill(node);
        try {
            awaitNodes(other, 1);
            awaitBalancer();
            page.enterCode(compose.inbox().code(user.email())).tokens();
            assertThat(browser.cookies()).containsEntry("GATEHOUSE_NODE", other);

            awaitBalancer();
            Admin.User late = compose.admin().newUser("agent");
            compose.newBrowser()
                    .login("workspace", late)
                    .enterCode(compose.inbox().code(late.email()))
                    .tokens();
            say("%s was killed: the login that it had begun was completed by %s, and a new one too", node, other);
        } finally {
            upAgain();
        }
        awaitNodes(other, 2);
        say("%s came back", node);
    }

    @Test
    void whereNodesAreTakenInTurnLoginsWorkAllTheSame() {
        compose.set("GATEHOUSE_STICKY", "no");
        compose.up();
        try {
            Admin.User user = compose.admin().newUser("agent");
            HttpBrowser browser = compose.newBrowser();
            browser.login("workspace", user)
                    .enterCode(compose.inbox().code(user.email()))
                    .tokens();
            for (int time = 0; time < 4; time++) {
                assertThat(browser.refresh().status()).isEqualTo(200);
            }
            assertThat(browser.cookies()).doesNotContainKey("GATEHOUSE_NODE");
            say("without stickiness a login and what follows it went to both nodes in turn");
        } finally {
            compose.set("GATEHOUSE_STICKY", "yes");
            compose.up();
        }
    }

    @Test
    @DisplayName(
            "Consoles, interfaces, realm and page of administrators are at their own port only, however a path is written, and for the networks that are named")
    void administrationIsClosedToThePublic() throws IOException, InterruptedException {
        for (String path : ADMINISTRATION) {
            assertThat(status(compose.url(), path)).as(path).isEqualTo(403);
        }
        for (String path : PUBLIC) {
            assertThat(status(compose.url(), path)).as(path).isEqualTo(200);
        }
        assertThat(status(compose.adminUrl(), "/realms/master")).isEqualTo(200);
        assertThat(status(compose.adminUrl(), "/admin/master/console/")).isEqualTo(200);
        compose.set("GATEHOUSE_ADMIN_NETWORKS", "192.0.2.0/24");
        compose.up();
        try {
            for (String path :
                    Stream.concat(ADMINISTRATION.stream(), PUBLIC.stream()).toList()) {
                assertThat(status(compose.adminUrl(), path)).as(path).isEqualTo(403);
            }
            say("administration is closed to the public, and its port to networks that are not named");
        } finally {
            compose.set("GATEHOUSE_ADMIN_NETWORKS", "");
            compose.up();
        }
        assertThat(status(compose.adminUrl(), "/realms/master")).isEqualTo(200);
    }

    @Test
    @DisplayName("No account of the first start is left, and administrators sign in at their own address")
    void noAccountOfTheFirstStartIsLeft() {
        Admin master = compose.admin("master");
        assertThat(master.get("/clients?clientId=gatehouse-first-start")).isEmpty();
        assertThat(master.get("/users?q=is_temporary_admin:true")).isEmpty();
        assertThat(master.get("").at("/attributes/frontendUrl").asText()).isEqualTo(compose.adminUrl());
        say("the client of the first start is gone");
    }

    private static int status(String url, String path) throws IOException, InterruptedException {
        return Http.client()
                .send(HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** The node that is left may not report that it is ready for some seconds, while it finds out that the other is gone. */
    private void awaitBalancer() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> assertThat(compose.newBrowser().open("workspace").asksForPassword())
                                .isTrue());
    }

    /** The balancer is unhealthy as long as no node is ready, and Docker Compose then gives up at once. */
    private void upAgain() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofSeconds(5))
                .untilAsserted(() -> compose.up());
    }

    private void awaitNodes(String service, int nodes) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(compose.metrics(service)
                                .lines()
                                .filter(line -> line.startsWith("vendor_cluster_size{")))
                        .singleElement()
                        .asString()
                        .endsWith(" " + nodes + ".0"));
    }

    private static long seconds(Instant begun, Instant done) {
        return Duration.between(begun, done).toSeconds();
    }

    private static void say(String text, Object... values) {
        System.out.println("compose: " + text.formatted(values));
    }
}
