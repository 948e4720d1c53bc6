package dev.gatehouse.it.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.attacks.AttackRun;
import dev.gatehouse.attacks.Attacks;
import dev.gatehouse.attacks.RealmCopies;
import dev.gatehouse.attacks.ResultTable;
import dev.gatehouse.testsupport.server.TestServer;
import org.junit.jupiter.api.Test;

/** Runs the attacks of {@code scripts/attack} on the server that the tests share, in copies of its realm. */
class AttacksTest {

    private static final int AT_ONCE = 3;

    private final TestServer server = TestServer.shared();

    @Test
    void everyAttackEndsAsTheSecurityModelSays() throws InterruptedException {
        RealmCopies copies = RealmCopies.ofThisBuild("127.0.0.1", server.inbox().smtpPort());
        ResultTable table = new ResultTable(new AttackRun(server, copies, AT_ONCE, result -> {}).play(Attacks.all()));
        System.out.println(table.markdown("Attacks on Keycloak " + TestServer.keycloakVersion()));
        assertThat(table.otherwise()).as("attacks that went otherwise").isEmpty();
    }
}
