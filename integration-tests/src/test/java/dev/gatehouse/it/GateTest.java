package dev.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ways round the flow, and that none leads past the gate. */
class GateTest {

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @Test
    void aFlowOfAnAppWithoutTheSecondStepDoesNotLeadPastTheGate() {
        Admin.User user = admin.newUser("agent");
        admin.overrideBrowserFlow("workspace", "browser");
        try {
            try (Admin.Restore open = admin.disabledAction("gatehouse-mfa-gate")) {
                assertThat(server.newBrowser().login("workspace", user).isBackInTheApp()).as("without the gate, to see that this test can fail").isTrue();
            }
            Admin.User other = admin.newUser("agent");
            Page page = server.newBrowser().login("workspace", other);
            assertThat(page.asksForCode()).as("with the gate").isTrue();
            JsonNode token = page.send().enterCode(Codes.latest(server, other)).tokens();
            assertThat(token.get("mfa").asText()).isEqualTo("email");
        } finally {
            admin.overrideBrowserFlow("workspace", "gatehouse browser");
        }
    }

    @Test
    void theGateRemembersTheDeviceAndKeepsItsLimits() {
        admin.overrideBrowserFlow("workspace", "browser");
        try {
            Admin.User user = admin.newUser("agent");
            HttpBrowser browser = server.newBrowser();
            Page page = browser.login("workspace", user).send();
            String code = Codes.latest(server, user);
            page = page.enterCode(Codes.wrong(code, 1));
            assertThat(page.error()).startsWith("The security code is not correct");
            page.enterCode(code).tokens();
            assertThat(browser.signOut().login("workspace", user).isBackInTheApp()).as("the device is known").isTrue();
        } finally {
            admin.overrideBrowserFlow("workspace", "gatehouse browser");
        }
    }

    @Test
    void anActionThatTheAppAsksForComesAfterTheGate() {
        admin.overrideBrowserFlow("workspace", "browser");
        try {
            Admin.User user = admin.newUser("agent");
            Page page = server.newBrowser().open("workspace", "kc_action=UPDATE_PASSWORD")
                    .enterPassword(user.email(), Admin.PASSWORD);
            assertThat(page.asksForCode()).isTrue();
        } finally {
            admin.overrideBrowserFlow("workspace", "gatehouse browser");
        }
    }

    @Test
    void resettingThePasswordDoesNotSignIn() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        Page asked = browser.open("workspace").enterEmail(user.email());
        Page reset = browser.get(asked.link("reset-credentials"));
        reset.submit("kc-reset-password-form", Map.of("username", user.email()));
        String link = server.inbox().messages(user.email()).get(0).text().replaceFirst("(?s).*?(http://\\S+).*", "$1");
        Page form = browser.get(link);
        Page done = form.submit("kc-passwd-update-form", Map.of("password-new", "An0ther!Passw0rd", "password-confirm", "An0ther!Passw0rd"));
        assertThat(done.isBackInTheApp()).isFalse();
    }

    @Test
    void withoutAPageTheGateLetsNobodyIn() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        admin.overrideBrowserFlow("workspace", "browser");
        try (Admin.Restore open = admin.disabledAction("gatehouse-mfa-gate")) {
            browser.login("workspace", user).tokens();
        } finally {
            admin.overrideBrowserFlow("workspace", "gatehouse browser");
        }
        Page answer = browser.open("workspace", "prompt=none");
        assertThat(answer.url()).as("a session that nobody secured").contains("error=interaction_required");
    }

    @Test
    void anAdminWhoImpersonatesMeetsTheGate() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.impersonate(user);
        Page page = browser.open("workspace");
        assertThat(page.isBackInTheApp()).isFalse();
        assertThat(page.asksForCode()).isTrue();
    }
}
