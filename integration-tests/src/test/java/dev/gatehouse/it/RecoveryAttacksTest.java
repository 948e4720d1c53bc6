package dev.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What somebody tries who wants another person's account, or what a person would believe who is lied to. */
class RecoveryAttacksTest {

    private static final long LONG_ENOUGH_FOR_A_MAIL = 3_000;

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

    @Test
    void whoConfirmsAChangeCanHaveNoMailSentToSomebodyElse() throws Exception {
        Admin.User user = admin.newUser("agent");
        Admin.User victim = admin.newUser("agent");
        HttpBrowser browser = signedIn(user);
        try (Admin.Restore forbidden = admin.realm(Map.of("resetPasswordAllowed", false))) {
            browser.open("workspace", "kc_action=UPDATE_PASSWORD").press("send");
            Page waiting = browser.post(browser.get(recoveries.link(user)).url(), Map.of("again", "on"));
            assertThat(waiting.text()).contains("Check your email");
            assertThat(browser.get(waiting.url() + "/other").has("gatehouse-forgot-form")).isFalse();
            browser.post(waiting.url(), Map.of("username", victim.email()));
            Thread.sleep(LONG_ENOUGH_FOR_A_MAIL);
            assertThat(recoveries.mails(victim)).isEmpty();
        }
    }

    private HttpBrowser signedIn(Admin.User user) {
        HttpBrowser browser = recoveries.browser();
        try (Admin.Restore unasked = admin.mfa(Map.of("mode", "off"))) {
            browser.login("workspace", user).tokens();
        }
        return browser;
    }

    private static Page type(Page waiting, String code) {
        return waiting.submit("gatehouse-recovery-code-form", Map.of("code", code));
    }
}
