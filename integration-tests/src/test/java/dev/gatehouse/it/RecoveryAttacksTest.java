package dev.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What somebody tries who wants another person's account, or what a person would believe who is lied to. */
class RecoveryAttacksTest {

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);

    @Test
    void aCodeDiesWithTheLinkInItsMail() {
        Admin.User changed = admin.newUser("agent");
        Page waiting = recoveries.ask(recoveries.browser(), "workspace", changed);
        String code = recoveries.code(changed);
        Recoveries.choose(recoveries.browser().get(recoveries.link(changed)), Recoveries.NEW_PASSWORD);
        assertThat(Recoveries.saying(type(waiting, code))).as("after a change by the link").isEqualTo("OVERTAKEN");

        Admin.User moved = admin.newUser("agent");
        Page ofTheOldMailbox = recoveries.ask(recoveries.browser(), "workspace", moved);
        String old = recoveries.code(moved);
        admin.update(moved, Map.of("email", "moved-" + moved.email()));
        assertThat(Recoveries.saying(type(ofTheOldMailbox, old))).as("after a change of the address").isEqualTo("OVERTAKEN");
    }

    private static Page type(Page waiting, String code) {
        return waiting.submit("gatehouse-recovery-code-form", Map.of("code", code));
    }
}
