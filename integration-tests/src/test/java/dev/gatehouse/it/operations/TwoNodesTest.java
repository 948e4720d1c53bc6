package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Report;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verifies the counts of two nodes on one database. */
class TwoNodesTest {

    private static final int ROUNDS = 3;
    private static final int LOGINS = 4;

    private final TestServer first = TestServer.shared();

    @Test
    @DisplayName("Counts of two nodes add up even if they save at once, and a node that stops saves its own first")
    void countsOfTwoNodesAddUpAndAStoppingNodeSavesThem() {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Admin.Restore observed = first.admin().mfa(Map.of("mode", "observe", "signInNotice", "false"))) {
            List<Admin.User> users =
                    List.of(first.admin().newUser("agent"), first.admin().newUser("agent"));
            Report before = Report.of(first);
            try (TestServer second = first.anotherNode(
                    "second",
                    List.of("--log-level=info", "--spi-jpa-entity-provider--gh-population--save-interval=3600"))) {
                for (int round = 0; round < ROUNDS; round++) {
                    CompletableFuture<Void> here =
                            CompletableFuture.runAsync(() -> loginsAndReport(first, users.get(0)), threads);
                    CompletableFuture<Void> there =
                            CompletableFuture.runAsync(() -> loginsAndReport(second, users.get(1)), threads);
                    CompletableFuture.allOf(here, there).join();
                }
                long both = before.wouldHaveBeenChallenged() + 2L * ROUNDS * LOGINS;
                assertThat(Report.of(first).wouldHaveBeenChallenged()).isEqualTo(both);
                assertThat(Report.of(second).wouldHaveBeenChallenged()).isEqualTo(both);

                logins(second, users.get(1));
                assertThat(Report.of(first).wouldHaveBeenChallenged())
                        .as("the second node has not saved these")
                        .isEqualTo(both);
            }
            Report after = Report.of(first);
            assertThat(after.wouldHaveBeenChallenged())
                    .as("now it has")
                    .isEqualTo(before.wouldHaveBeenChallenged() + 2L * ROUNDS * LOGINS + LOGINS);
            assertThat(after.number("clients", "mobile", "wouldHaveBeenAsked"))
                    .isEqualTo(
                            before.number("clients", "mobile", "wouldHaveBeenAsked") + 2L * ROUNDS * LOGINS + LOGINS);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void loginsAndReport(TestServer node, Admin.User user) {
        logins(node, user);
        Report.of(node);
    }

    private static void logins(TestServer node, Admin.User user) {
        for (int login = 0; login < LOGINS; login++) {
            assertThat(new DirectGrant(node).call(user, Map.of()).has("access_token"))
                    .isTrue();
        }
    }
}
