package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.container.Compose;
import dev.gatehouse.testsupport.container.Docker;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Verifies the running {@code docker-compose.yml}: two nodes, their PostgreSQL, the load balancer and the inbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeTest {

    private static final String FORGED = "198.51.100.77";

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String NODE_COOKIE = "GATEHOUSE_NODE";
    /** The node that starts first, and so leads the cluster. */
    private static final String LEADER = "keycloak-1";

    private static final String OTHER = "keycloak-2";

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

    /** What Keycloak refuses without a page, and paths of administrators that the balancer cannot decode. */
    private static final List<String> DAMAGED = List.of(
            "/realms/acme/account/%",
            "/realms/acme/account/%4",
            "/realms/acme/account/%zz",
            "/realms/acme/account/?from=%zz",
            "/realms/acme/account/?from=^{}",
            "/realms/acme//account/",
            "/realms/acme/%00/../../admin/",
            "/admin%2500/",
            "/admin/%25zz",
            "/admin;%25zz/realms/acme/users",
            "/realms/master;%25zz/account");

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

    /** The last test, because the node stays down. */
    @Test
    @Order(Integer.MAX_VALUE)
    @DisplayName(
            "A login outlives its node, also where the node that is left calls itself not ready because the one that is gone led the cluster")
    void aLoginThatIsUnderWayOutlivesItsNode() {
        Admin.User user = compose.admin().newUser("agent");
        HttpBrowser browser = compose.newBrowser();
        browser.cookies().put(NODE_COOKIE, LEADER);
        Page page = browser.login("workspace", user);
        assertThat(page.asksForCode()).isTrue();
        assertThat(browser.cookies()).containsEntry(NODE_COOKIE, LEADER);
        compose.kill(LEADER);
        awaitNodes(OTHER, 1);
        awaitInLogOfBalancer("Server keycloak/" + LEADER + " is DOWN");
        // So does Keycloak 26.7.5, until the entry of the leader in the database is a minute old.
        if (compose.management(OTHER, "/health/ready").contains("503")) {
            awaitInLogOfBalancer("backend keycloak has no server available");
            say("%s calls itself not ready", OTHER);
        }

        page.enterCode(compose.inbox().code(user.email())).tokens();
        assertThat(browser.cookies()).containsEntry(NODE_COOKIE, OTHER);
        Admin.User late = compose.admin().newUser("agent");
        compose.newBrowser()
                .login("workspace", late)
                .enterCode(compose.inbox().code(late.email()))
                .tokens();
        say("%s was killed: the login that it had begun was completed by %s, and a new one too", LEADER, OTHER);
    }

    @Test
    void whereNodesAreTakenInTurnLoginsWorkAllTheSame() {
        compose.set("GATEHOUSE_STICKY", "no");
        compose.renew("balancer");
        try {
            Admin.User user = compose.admin().newUser("agent");
            HttpBrowser browser = compose.newBrowser();
            browser.login("workspace", user)
                    .enterCode(compose.inbox().code(user.email()))
                    .tokens();
            for (int time = 0; time < 4; time++) {
                assertThat(browser.refresh().status()).isEqualTo(200);
            }
            assertThat(browser.cookies()).doesNotContainKey(NODE_COOKIE);
            say("without stickiness a login and what follows it went to both nodes in turn");
        } finally {
            compose.set("GATEHOUSE_STICKY", "yes");
            compose.renew("balancer");
        }
    }

    @Test
    @DisplayName(
            "Consoles, interfaces, realm and page of administrators are at their own port only, however a path is written, and for the networks that are named")
    void administrationIsClosedToThePublic() throws IOException {
        for (String path : ADMINISTRATION) {
            assertThat(status(compose.url(), path)).as(path).isEqualTo(403);
        }
        for (String path : PUBLIC) {
            assertThat(status(compose.url(), path)).as(path).isEqualTo(200);
        }
        assertThat(status(compose.adminUrl(), "/realms/master")).isEqualTo(200);
        assertThat(status(compose.adminUrl(), "/admin/master/console/")).isEqualTo(200);
        compose.set("GATEHOUSE_ADMIN_NETWORKS", "192.0.2.0/24");
        compose.renew("balancer");
        try {
            for (String path :
                    Stream.concat(ADMINISTRATION.stream(), PUBLIC.stream()).toList()) {
                assertThat(status(compose.adminUrl(), path)).as(path).isEqualTo(403);
            }
            say("administration is closed to the public, and its port to networks that are not named");
        } finally {
            compose.set("GATEHOUSE_ADMIN_NETWORKS", "");
            compose.renew("balancer");
        }
        assertThat(status(compose.adminUrl(), "/realms/master")).isEqualTo(200);
    }

    @Test
    @DisplayName("No process has a capability, and none can write to its image")
    void containersAreReadOnlyAndHaveNoCapability() {
        for (String service : List.of("balancer", LEADER, OTHER, "postgres", "mailpit")) {
            String answer = compose.run(
                    "exec", "-T", service, "sh", "-c", "grep CapBnd /proc/1/status; touch /usr/local/x 2>&1 || true");
            assertThat(answer)
                    .as(service)
                    .containsPattern("CapBnd:\\s+0{16}\\s")
                    .contains("Read-only file system");
        }
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

    @Test
    @DisplayName("What the balancer refuses is a page with a way on")
    void whatIsRefusedHasAWayOn() throws IOException {
        for (String path : DAMAGED) {
            String answer = answer(compose.url(), path);
            assertThat(answer).as(path).startsWith("HTTP/1.1 400 ").contains("<h1>This address is damaged</h1>");
        }
        String account = compose.url() + "/realms/acme/account/";
        assertThat(answer(compose.url(), DAMAGED.get(0))).contains(link(account));
        assertThat(answer(compose.url(), "/realms/acme/gatehouse/admin")).contains(link(account));
        assertThat(answer(compose.url(), "/admin/"))
                .as("on this machine, from where administrators come")
                .contains("<h1>This page is for administrators</h1>")
                .contains(link(compose.adminUrl() + "/admin/"));
        assertThat(answer(compose.url(), "/")).startsWith("HTTP/1.1 302 ").containsIgnoringCase("location: " + account);
        say("what is refused has a way on");
    }

    private static String link(String address) {
        return "<a href=\"" + address + "\"";
    }

    private static int status(String url, String path) throws IOException {
        return Integer.parseInt(answer(url, path).split(" ", 3)[1]);
    }

    /** Sends a path as it is, which no client of Java's does, and returns the answer with its status and headers. */
    private static String answer(String url, String path) throws IOException {
        URI address = URI.create(url);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + address.getAuthority()
                                    + "\r\nAccept: text/html,*/*;q=0.8\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void awaitInLogOfBalancer(String text) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> compose.run(
                        "logs", "balancer")
                .contains(text));
    }

    private void awaitNodes(String service, int nodes) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(
                        compose.management(service, "/metrics")
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
