package dev.gatehouse.it.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.browser.TokenEndpoint;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Attempts to bypass MFA that begin with something other than a login, and attempts to learn something without the password. */
class GateBypassByActionTest {

    private static final String GATE = "gatehouse-mfa-gate";
    private static final String ACCESS = "gatehouse-app-access";
    private static final String NEW_PASSWORD = "An0ther!Passw0rd";
    private static final Map<String, Object> STOCK_RESET = Map.of("resetCredentialsFlow", "reset credentials");

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Flows flows = new Flows(admin);
    private final Recoveries recoveries = new Recoveries(server);

    @Test
    @DisplayName("Reset/registration auto-login: reset")
    void aPasswordThatIsResetSignsInByTheMailboxOrMeetsTheGate() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = recoveries.browser();
        recoveries.ask(browser, "workspace", user);
        Page done = Recoveries.choose(browser.get(recoveries.link(user)), NEW_PASSWORD);
        assertThat(done.tokens().get("mfa").asText())
                .as("as the reference realm has it")
                .isEqualTo("email");
        try (Admin.Restore careless = admin.realm(STOCK_RESET)) {
            try (Admin.Restore open = admin.disabledAction(GATE)) {
                newPassword(resetLink("workspace", admin.newUser("agent"))).tokens();
            }
            assertThat(resetLink("workspace", admin.newUser("agent")).asksForCode())
                    .as("with the gate")
                    .isTrue();
        }
    }

    /** Requests a new password from an app through Keycloak's own reset, and follows the emailed link in the same browser. */
    private Page resetLink(String app, Admin.User user) {
        HttpBrowser browser = server.newBrowser();
        Page login = browser.open(app).enterEmail(user.email());
        browser.get(login.link("reset-credentials")).submit("kc-reset-password-form", Map.of("username", user.email()));
        return browser.get(Codes.link(server, user));
    }

    private static Page newPassword(Page form) {
        return form.submit(
                "kc-passwd-update-form", Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD));
    }

    @Test
    @DisplayName("Reset/registration auto-login: registration")
    void aUserWhoRegistersMeetsTheGate() {
        try (Admin.Restore allowed = admin.realm(Map.of("registrationAllowed", true))) {
            try (Admin.Restore open = admin.disabledAction(GATE)) {
                register(newAddress()).tokens();
            }
            String email = newAddress();
            Page page = register(email);
            assertThat(page.asksForCode()).as(page.text()).isTrue();
            Admin.User user = admin.userNamed(email);
            assertThat(admin.get("/users/" + user.id() + "/sessions")).isEmpty();
            Page challenged = page.hasCodeField() ? page : page.send();
            assertThat(challenged
                            .enterCode(Codes.latest(server, user))
                            .tokens()
                            .get("mfa")
                            .asText())
                    .isEqualTo("email");
        }
    }

    private Page register(String email) {
        HttpBrowser browser = server.newBrowser();
        return browser.get(browser.open("workspace").link("registration"))
                .submit(
                        "kc-register-form",
                        Map.of(
                                "email",
                                email,
                                "firstName",
                                "New",
                                "lastName",
                                "Person",
                                "password",
                                Admin.PASSWORD,
                                "password-confirm",
                                Admin.PASSWORD));
    }

    private static String newAddress() {
        return "r" + UUID.randomUUID().toString().substring(0, 8) + "@acme.test";
    }

    @Test
    @DisplayName("Required-action stage / kc_action")
    void noActionRunsBeforeTheGateAndNoneReplacesIt() {
        try (Admin.Restore stock = flows.stock("workspace");
                Admin.Restore direct = admin.action("UPDATE_PASSWORD", Map.of("gatehouseConfirmByEmail", "false"))) {
            Admin.User due = admin.newUser("agent");
            Admin.User obliged = admin.newUser("agent");
            admin.update(obliged, Map.of("requiredActions", List.of("UPDATE_PASSWORD")));
            try (Admin.Restore open = admin.disabledAction(GATE)) {
                assertThat(updating(due).action("kc-passwd-update-form"))
                        .as("without the gate, to see that this test can fail")
                        .contains("UPDATE_PASSWORD");
                assertThat(server.newBrowser().login("workspace", obliged).action("kc-passwd-update-form"))
                        .contains("UPDATE_PASSWORD");
            }
            assertThat(server.newBrowser().login("workspace", obliged).hasSendButton())
                    .as("an action that the admin wants")
                    .isTrue();
            Page challenged = updating(due);
            assertThat(challenged.hasSendButton())
                    .as("an action that the app wants")
                    .isTrue();
            for (String action : List.of("UPDATE_PASSWORD", ACCESS, "update_user_locale", "VERIFY_EMAIL")) {
                String other = refresh(challenged)
                        .action("gatehouse-send-form")
                        .replace("execution=" + GATE, "execution=" + action);
                assertThat(other).contains(action);
                Page answer = challenged
                        .browser()
                        .post(
                                other,
                                Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD, "locale", "de"));
                assertThat(answer.isBackInTheApp()).as(action).isFalse();
            }
            challenged = refresh(challenged).send();
            Page form = challenged.enterCode(Codes.latest(server, due));
            newPassword(form).tokens();
        }
    }

    private Page updating(Admin.User user) {
        return server.newBrowser()
                .open("workspace", "kc_action=UPDATE_PASSWORD")
                .enterPassword(user.email(), Admin.PASSWORD);
    }

    private static Page refresh(Page page) {
        return page.browser().get(page.action("gatehouse-send-form").replaceFirst("session_code=[^&]*&", ""));
    }

    @Test
    @DisplayName("Action-token links")
    void anEmailedLinkEndsWithAPageAndOpensNoSession() {
        Admin.User user = admin.newUser("agent");
        admin.send(
                "PUT",
                "/users/" + user.id() + "/execute-actions-email?client_id=workspace&redirect_uri="
                        + Admin.encode("http://localhost:9999/callback"),
                List.of("UPDATE_PASSWORD"));
        HttpBrowser browser = server.newBrowser();
        Page form = browser.get(Codes.link(server, user)).press("open");
        Page done = newPassword(form);
        assertThat(done.text()).contains("Your account has been updated");
        assertThat(admin.get("/users/" + user.id() + "/sessions")).isEmpty();
        assertThat(browser.open("workspace")
                        .enterPassword(user.email(), NEW_PASSWORD)
                        .asksForCode())
                .isTrue();
    }

    /** Keycloak forgets that such a link should end with a page once the user has also consented to what the app may see. */
    @Test
    @DisplayName("Action-token links: an app that needs consent")
    void anEmailedLinkOfAnAppThatNeedsConsentMeetsTheGate() {
        Map<String, Object> consenting = Map.of(
                "consentRequired",
                true,
                "standardFlowEnabled",
                true,
                "redirectUris",
                List.of("http://localhost:9999/*"));
        try (Admin.Restore client = Clients.added(admin, "consenting", consenting);
                Admin.Restore reset = admin.realm(STOCK_RESET)) {
            try (Admin.Restore open = admin.disabledAction(GATE)) {
                Page consent = newPassword(resetLink("consenting", admin.newUser("agent")));
                assertThat(consent.press("accept").isBackInTheApp())
                        .as("without the gate, to see that this test can fail")
                        .isTrue();
            }
            Page page = resetLink("consenting", admin.newUser("agent"));
            Page end = page.asksForCode() ? page : newPassword(page).press("accept");
            assertThat(end.asksForCode()).as(end.url()).isTrue();
        }
    }

    @Test
    @DisplayName("Impersonation")
    void anAdminWhoImpersonatesMeetsTheGate() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.impersonate(user);
        try (Admin.Restore open = admin.disabledAction(GATE)) {
            JsonNode token = browser.open("workspace").tokens();
            assertThat(token.get("sub").asText())
                    .as("without the gate, to see that this test can fail")
                    .isEqualTo(user.id());
            assertThat(token.has("mfa")).isFalse();
        }
        Page page = browser.open("workspace");
        assertThat(page.asksForCode()).isTrue();
        assertThat(browser.open("workspace", "prompt=none").url()).contains("error=interaction_required");
    }

    @Test
    @DisplayName("302 from authenticator")
    void aUserWhoIsSentAwayFromAnAppHasNoSessionAndNoFailure() {
        Admin.User agent = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", agent);
        admin.send("POST", "/users/" + agent.id() + "/logout", null);
        browser.signOut();
        try (Admin.Restore redirecting =
                admin.action(ACCESS, Map.of("redirect", server.inbox().url() + "/apps"))) {
            for (int number = 0; number < 3; number++) {
                assertThat(browser.login("dashboard", agent).url())
                        .isEqualTo(server.inbox().url() + "/apps");
                assertThat(browser.open("workspace", "prompt=none").url()).contains("error=login_required");
            }
            assertThat(admin.get("/users/" + agent.id() + "/sessions")).isEmpty();
            assertThat(admin.failures(agent)).isZero();
            try (Admin.Restore open = admin.disabledAction(ACCESS)) {
                assertThat(browser.login("dashboard", agent).isBackInTheApp())
                        .as("without the redirect, to see that this test can fail")
                        .isTrue();
            }
        }
    }

    @Test
    @DisplayName("OTP DoS / enumeration")
    void withoutThePasswordNoEmailIsSentAndNothingIsRevealed() {
        Admin.User user = admin.newUser("agent");
        Admin.User unregistered = new Admin.User("", newAddress());
        for (int number = 0; number < 3; number++) {
            Page known = server.newBrowser().login("workspace", user, "wrong");
            Page unknown = server.newBrowser().login("workspace", unregistered, "wrong");
            assertThat(known.status()).isEqualTo(unknown.status());
            assertThat(known.text().replace(user.email(), ""))
                    .contains("The username or password is not correct")
                    .isEqualTo(unknown.text().replace(unregistered.email(), ""));
            assertThat(direct(user)).isEqualTo(direct(unregistered));
            assertThat(recoveries
                            .ask(server.newBrowser(), "workspace", unregistered)
                            .textWithout(unregistered.email()))
                    .isEqualTo(recoveries
                            .ask(server.newBrowser(), "workspace", user)
                            .textWithout(user.email()));
        }
        recoveries.latest(user, 1);
        assertThat(server.inbox().messages(user.email()))
                .extracting(mail -> mail.subject())
                .as("no code")
                .containsOnly("Reset your Acme Phone password");
        assertThat(server.inbox().messages(unregistered.email())).isEmpty();
        server.newBrowser()
                .login("workspace", user)
                .enterCode(Codes.latest(server, user))
                .tokens();
    }

    private TokenEndpoint.Answer direct(Admin.User user) {
        return new TokenEndpoint(server)
                .grant("password", Map.of("client_id", "mobile", "username", user.email(), "password", "wrong"));
    }
}
