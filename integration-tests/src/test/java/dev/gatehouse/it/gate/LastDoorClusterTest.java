package dev.gatehouse.it.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.it.gate.Owing.Ending;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.LoginTab;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.server.Cluster;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A refusal at the last door leaves the same clean state on two nodes, whichever of them keeps the login and whichever refuses. */
@Tag("operations")
@Tag("cluster")
class LastDoorClusterTest {

    private static Cluster cluster;

    @BeforeAll
    static void start() {
        cluster = new Cluster();
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    static Stream<Arguments> everything() {
        return Arrays.stream(Ending.values()).flatMap(ending -> Arrays.stream(Owing.values()).flatMap(owing ->
                Stream.of(1, 2).map(tabs -> Arguments.of(ending, owing, tabs))));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void aRefusalOnOneNodeLeavesNothingAndTheOtherGoesOn(Ending ending, Owing owing, int tabs) {
        Admin admin = cluster.first().admin();
        try (Admin.Restore app = ending.added(cluster.first());
                Admin.Restore demand = owing.demanded(admin, ending);
                Admin.Restore alone = admin.withoutClientPolicies()) {
            for (TestServer began : List.of(cluster.first(), cluster.second())) {
                for (TestServer refuses : List.of(cluster.first(), cluster.second())) {
                    Admin.User user = admin.newUser("agent");
                    HttpBrowser browser = cluster.first().newBrowser();
                    cluster.onlyTo(began);
                    for (int other = 1; other < tabs; other++) {
                        ending.open(cluster.first(), browser);
                    }
                    Page waiting = owing.reached(cluster.first(), ending, browser, user);
                    Map<String, String> cookies = new HashMap<>(browser.cookies());

                    cluster.onlyTo(refuses);
                    browser.stoppingBefore("/login-actions/required-action");
                    Page refused = LoginTab.of(cluster.first(), waiting).agree();
                    assertThat(refused.url()).contains("execution=" + owing.action());
                    assertThat(browser.cookies()).isEqualTo(cookies);
                    for (TestServer node : List.of(cluster.first(), cluster.second())) {
                        assertThat(node.admin().get("/users/" + user.id() + "/sessions")).as("sessions").isEmpty();
                        assertThat(node.admin().get("/users/" + user.id() + "/consents")).as("consents").isEmpty();
                        assertThat(node.admin().events(user)).extracting(event -> event.get("type").asText()).doesNotContain("LOGIN").contains("LOGIN_ERROR");
                    }

                    cluster.onlyTo(cluster.other(refuses));
                    browser.goingOn();
                    Page again = browser.get(refused.url());
                    assertThat(owing.isShown(again)).as(again.text()).isTrue();
                    cluster.toBoth();
                    Page end = owing.paid(cluster.first(), user, again);
                    assertThat(ending.isReached(end)).as(end.url() + end.text()).isTrue();
                }
            }
        }
    }
}
