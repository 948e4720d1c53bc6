package dev.gatehouse.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.PendingLogin;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.browser.SecuringAction;
import dev.gatehouse.testsupport.server.Cluster;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cases which verify that an account which is secured on one node is secured on the other at the next request, also after both were
 * restarted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SecurityStampClusterCases {

    private Cluster cluster;
    private Admin.Restore apps;

    /** The cluster under test. */
    protected abstract Cluster cluster();

    @BeforeAll
    void addApps() {
        cluster = cluster();
        apps = PendingLogin.apps(cluster.first().admin());
    }

    @AfterAll
    void removeApps() {
        if (apps != null) {
            apps.close();
        }
    }

    static Stream<Arguments> everyMoveAndPage() {
        return Arrays.stream(SecuringAction.values())
                .flatMap(move -> Arrays.stream(PendingLogin.values()).map(place -> Arguments.of(move, place)));
    }

    @ParameterizedTest
    @MethodSource("everyMoveAndPage")
    void whatIsSecuredOnOneNodeIsRefusedOnTheOther(SecuringAction move, PendingLogin place) {
        for (TestServer mover : List.of(cluster.first(), cluster.second())) {
            Recoveries recoveries = new Recoveries(cluster.first());
            Admin.User user = cluster.first().admin().newUser("agent");
            cluster.onlyTo(cluster.other(mover));
            Page waiting = place.reached(cluster.first(), recoveries.browser(), user);
            cluster.onlyTo(mover);
            // The admin's calls go to the first node directly.
            move.make(cluster.first(), recoveries, user);
            cluster.onlyTo(cluster.other(mover));
            Page refused = place.goneOn(cluster.first(), user, waiting);
            assertThat(refused.isBackInTheApp()).as(refused.url()).isFalse();
            assertThat(Recoveries.saying(refused))
                    .as("%s: %s", refused.url(), refused.text())
                    .isEqualTo("SIGN_IN_AGAIN");
            assertThat(cluster.first().admin().get("/users/" + user.id() + "/sessions"))
                    .isEmpty();
            cluster.toBoth();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A code issued on one node is not redeemed on the other once the account is secured")
    void aCodeFromBeforeIsNotRedeemedOnTheOtherNode(SecuringAction move) {
        Recoveries recoveries = new Recoveries(cluster.first());
        Admin.User user = cluster.first().admin().newUser("agent");
        HttpBrowser browser = recoveries.browser();
        cluster.onlyTo(cluster.second());
        browser.loginCompletely("workspace", user);
        Page withCode = browser.open("workspace");
        cluster.onlyTo(cluster.first());
        move.make(cluster.first(), recoveries, user);
        cluster.onlyTo(cluster.second());
        Page exchange = browser.exchangeCode(withCode.url());
        assertThat(exchange.text()).doesNotContain("access_token");
        assertThat(browser.refresh().text()).contains("invalid_grant");
        cluster.toBoth();
    }

    @Test
    @DisplayName("A session that an administrator's new password has revoked stays so after all nodes were stopped")
    void whatWasSecuredIsKnownAfterAllNodesWereStopped() {
        Recoveries recoveries = new Recoveries(cluster.first());
        Admin.User user = cluster.first().admin().newUser("agent");
        HttpBrowser browser = recoveries.browser();
        browser.loginCompletely("workspace", user);
        SecuringAction.ADMIN_SETS_PASSWORD.make(cluster.first(), recoveries, user);
        cluster.first().stop();
        cluster.second().stop();
        cluster.first().start();
        cluster.second().start();
        cluster.awaitMembers(2);
        cluster.toBoth();
        assertThat(browser.refresh().text()).contains("invalid_grant");
        assertThat(browser.open("workspace").isBackInTheApp()).isFalse();
    }
}
