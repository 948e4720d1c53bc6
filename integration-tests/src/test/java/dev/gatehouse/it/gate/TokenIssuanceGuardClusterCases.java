package dev.gatehouse.it.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.it.gate.UnmetRequirement.Ending;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cases which verify that a refusal by the token issuance guard leaves the same clean state on two nodes, whichever of them holds the login
 * and whichever refuses.
 */
public abstract class TokenIssuanceGuardClusterCases {

    /** The cluster under test. */
    protected abstract Cluster cluster();

    static Stream<Arguments> everything() {
        return Arrays.stream(Ending.values()).flatMap(ending -> Arrays.stream(UnmetRequirement.values())
                .flatMap(unmet -> Stream.of(1, 2).map(tabs -> Arguments.of(ending, unmet, tabs))));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void aRefusalOnOneNodeLeavesNothingAndTheOtherGoesOn(Ending ending, UnmetRequirement unmet, int tabs) {
        Cluster cluster = cluster();
        Admin admin = cluster.first().admin();
        try (Admin.Restore app = ending.added(cluster.first());
                Admin.Restore demand = unmet.required(admin, ending);
                Admin.Restore alone = admin.withoutClientPolicies()) {
            for (TestServer began : List.of(cluster.first(), cluster.second())) {
                for (TestServer refuses : List.of(cluster.first(), cluster.second())) {
                    Admin.User user = admin.newUser("agent");
                    HttpBrowser browser = cluster.first().newBrowser();
                    cluster.onlyTo(began);
                    for (int other = 1; other < tabs; other++) {
                        ending.open(cluster.first(), browser);
                    }
                    Page waiting = unmet.reached(cluster.first(), ending, browser, user);
                    Map<String, String> cookies = new HashMap<>(browser.cookies());

                    cluster.onlyTo(refuses);
                    browser.stoppingBefore("/login-actions/required-action");
                    Page refused = LoginTab.of(cluster.first(), waiting).agree();
                    assertThat(refused.url()).contains("execution=" + unmet.action());
                    assertThat(browser.cookies()).isEqualTo(cookies);
                    for (TestServer node : List.of(cluster.first(), cluster.second())) {
                        assertThat(node.admin().get("/users/" + user.id() + "/sessions"))
                                .as("sessions")
                                .isEmpty();
                        assertThat(node.admin().get("/users/" + user.id() + "/consents"))
                                .as("consents")
                                .isEmpty();
                        assertThat(node.admin().events(user))
                                .extracting(event -> event.get("type").asText())
                                .doesNotContain("LOGIN")
                                .contains("LOGIN_ERROR");
                    }

                    cluster.onlyTo(cluster.other(refuses));
                    browser.goingOn();
                    Page again = browser.get(refused.url());
                    assertThat(unmet.isShown(again)).as(again.text()).isTrue();
                    cluster.toBoth();
                    Page end = unmet.fulfilled(cluster.first(), user, again);
                    assertThat(ending.isReached(end)).as(end.url() + end.text()).isTrue();
                }
            }
        }
    }
}
