package dev.gatehouse.it.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Verifies what the gate does when it challenges. That it cannot be bypassed is verified in the classes whose names begin with {@code
 * GateBypass}.
 */
class GateTest {

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @Test
    @Tag("smoke")
    void theGateRemembersTheDeviceAndKeepsItsLimits() {
        try (Admin.Restore stock = new Flows(admin).stock("workspace")) {
            Admin.User user = admin.newUser("agent");
            HttpBrowser browser = server.newBrowser();
            Page page = browser.login("workspace", user).send();
            String code = Codes.latest(server, user);
            page = page.enterCode(Codes.wrong(code, 1));
            assertThat(page.error()).startsWith("The security code is not correct");
            page.enterCode(code).tokens();
            assertThat(browser.signOut().login("workspace", user).isBackInTheApp())
                    .as("the device is known")
                    .isTrue();
        }
    }
}
