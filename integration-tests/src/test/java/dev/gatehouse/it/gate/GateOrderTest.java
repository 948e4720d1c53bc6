package dev.gatehouse.it.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.LoginTab;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import dev.gatehouse.testsupport.standin.LateProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Verifies that no factor is enrolled, no password set and no provider linked before a login has fulfilled its MFA requirement, wherever
 * the gate stands in the list of required actions: an admin who registers it by hand finds it at the end.
 */
class GateOrderTest {

    private static final String GATE = "gatehouse-mfa-gate";
    private static final int LAST = 5000;

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Flows flows = new Flows(admin);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONFIGURE_TOTP",
                "webauthn-register",
                "webauthn-register-passwordless",
                "CONFIGURE_RECOVERY_AUTHN_CODES",
                "UPDATE_PASSWORD",
                "UPDATE_PROFILE"
            })
    void whatIsDueForAnAccountWaitsForTheGate(String due) {
        try (Admin.Restore last = admin.priority(GATE, LAST);
                Admin.Restore stock = flows.stock("workspace")) {
            Admin.User user = admin.newUser("agent");
            admin.update(user, Map.of("requiredActions", List.of(due)));
            Page page = server.newBrowser().login("workspace", user);
            assertThat(page.asksForCode()).as("%s first: %s", due, page.url()).isTrue();
            Page next = page.send().enterCode(Codes.latest(server, user));
            assertThat(next.isBackInTheApp()).as("%s comes afterwards", due).isFalse();
            assertThat(next.url() + next.html()).contains(due);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CONFIGURE_TOTP", "UPDATE_PASSWORD", "webauthn-register", "delete_credential:x", "UPDATE_EMAIL"})
    void whatAnAppRequestsWaitsForTheGate(String kcAction) {
        try (Admin.Restore last = admin.priority(GATE, LAST);
                Admin.Restore stock = flows.stock("workspace")) {
            Admin.User user = admin.newUser("agent");
            Page page = server.newBrowser()
                    .open("workspace", "kc_action=" + kcAction)
                    .enterPassword(user.email(), Admin.PASSWORD);
            assertThat(page.asksForCode()).as(page.url()).isTrue();
        }
    }

    @Test
    void aProviderIsLinkedOnlyAfterTheGate() {
        try (LateProvider late = new LateProvider(server, Map.of());
                Admin.Restore last = admin.priority(GATE, LAST);
                Admin.Restore stock = flows.stock("workspace")) {
            Admin.User user = admin.newUser("agent");
            Page page = server.newBrowser()
                    .open("workspace", "kc_action=idp_link:" + late.alias())
                    .enterPassword(user.email(), Admin.PASSWORD);
            assertThat(page.asksForCode()).as(page.url()).isTrue();
            assertThat(admin.get("/users/" + user.id() + "/federated-identity")).isEmpty();
        }
    }

    @Test
    @DisplayName("An action that is called by hand does not come before the gate either")
    void anActionThatIsCalledByHandDoesNotComeFirst() {
        try (Admin.Restore last = admin.priority(GATE, LAST);
                Admin.Restore stock = flows.stock("workspace")) {
            Admin.User user = admin.newUser("agent");
            admin.update(user, Map.of("requiredActions", List.of("CONFIGURE_TOTP", "UPDATE_PASSWORD")));
            HttpBrowser browser = server.newBrowser();
            Page gate = browser.login("workspace", user);
            LoginTab tab = LoginTab.of(server, gate);
            Map<String, String> typed = Map.of(
                    "password-new",
                    "An0ther!Passw0rd",
                    "password-confirm",
                    "An0ther!Passw0rd",
                    "totp",
                    "123456",
                    "totpSecret",
                    "NB2HI4DTHIXS653XO4XA====",
                    "userLabel",
                    "thief");
            for (String action : List.of("CONFIGURE_TOTP", "UPDATE_PASSWORD")) {
                assertThat(browser.get(tab.endpoint("required-action", action)).isBackInTheApp())
                        .isFalse();
                assertThat(browser.post(tab.endpoint("required-action", action), typed)
                                .isBackInTheApp())
                        .isFalse();
                Page again = tab.reload();
                assertThat(again.asksForCode()).as(again.text()).isTrue();
                Page posted = browser.post(
                        again.action("gatehouse-send-form").replace("execution=" + GATE, "execution=" + action), typed);
                assertThat(posted.isBackInTheApp()).isFalse();
            }
            assertThat(tab.reload().asksForCode()).isTrue();
            assertThat(admin.credentialTypes(user)).containsExactly("password");
            assertThat(server.newBrowser().login("workspace", user).asksForCode())
                    .as("the password is what it was")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, Integer.MIN_VALUE + 1})
    @DisplayName(
            "A priority below which there is no other, or which Keycloak cannot sort, brings no action before the gate")
    void aPriorityThatLeavesNoRoomBringsNoActionBeforeTheGate(int priority) {
        try (Admin.Restore first = admin.priority("UPDATE_PASSWORD", priority);
                Admin.Restore stock = flows.stock("workspace")) {
            Admin.User user = admin.newUser("agent");
            admin.update(user, Map.of("requiredActions", List.of("UPDATE_PASSWORD")));
            Page page = server.newBrowser().login("workspace", user);
            assertThat(page.asksForCode()).as("%d: %s", priority, page.url()).isTrue();
        }
    }

    @Test
    void theGateMovesToTheTopAndKeepsItsSettings() {
        try (Admin.Restore settings = admin.action(GATE, Map.of("policy", "always", "hours", "7"));
                Admin.Restore last = admin.priority(GATE, LAST);
                Admin.Restore stock = flows.stock("workspace")) {
            server.newBrowser().login("workspace", admin.newUser("agent"));
            JsonNode actions = admin.get("/authentication/required-actions");
            JsonNode gate = admin.get("/authentication/required-actions/" + GATE);
            assertThat(actions)
                    .filteredOn(action -> action.get("enabled").asBoolean()
                            && !action.get("alias").asText().startsWith("gatehouse-"))
                    .allSatisfy(action -> assertThat(action.get("priority").asInt())
                            .as(action.get("alias").asText())
                            .isGreaterThan(gate.get("priority").asInt()));
            assertThat(gate.get("enabled").asBoolean()).isTrue();
            assertThat(admin.get("/authentication/required-actions/" + GATE + "/config")
                            .get("config")
                            .get("policy")
                            .asText())
                    .isEqualTo("always");
            assertThat(admin.get("/authentication/required-actions/" + GATE + "/config")
                            .get("config")
                            .get("hours")
                            .asText())
                    .isEqualTo("7");
            assertThat(server.log()).contains("GATEHOUSE-410 The gate of realm acme came after other required actions");
        }
    }
}
