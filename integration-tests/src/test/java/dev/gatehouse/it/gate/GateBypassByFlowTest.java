package dev.gatehouse.it.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.admin.Flows.Step;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import dev.gatehouse.testsupport.standin.LateProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Attempts to bypass MFA by skipping the steps of a flow or by leaving it. */
class GateBypassByFlowTest {

    private static final String GATE = "gatehouse-mfa-gate";
    private static final String MFA = "gatehouse-adaptive-mfa";
    private static final String PASSWORD_FORM = "auth-username-password-form";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Flows flows = new Flows(admin);

    @Test
    @DisplayName("Condition flip, refresh")
    void aChallengedLoginStaysChallengedWhenNoneWouldBeAnyLonger() {
        Admin.User user = admin.newUser("agent");
        Page challenged = server.newBrowser().login("workspace", user);
        for (String mode : List.of("observe", "off")) {
            try (Admin.Restore relaxed = admin.mfa(Map.of("mode", mode))) {
                assertThat(server.newBrowser().login("workspace", user).isBackInTheApp())
                        .as("a login that begins now")
                        .isTrue();
                assertThat(refresh(challenged).hasCodeField())
                        .as("a reload of the challenged login")
                        .isTrue();
                challenged = refresh(challenged).enterCode("");
                assertThat(challenged.hasCodeField()).as("an empty post").isTrue();
            }
        }
        challenged.enterCode(Codes.latest(server, user)).tokens();
    }

    @Test
    @DisplayName("execution= / code replay")
    void noOtherStepTakesAPostInPlaceOfTheCodeAndNoPostWorksTwice() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        Page form = browser.open("workspace").enterEmail(user.email());
        String password = form.action("kc-form-login");
        Page challenged = form.enterPassword(user.email(), Admin.PASSWORD);
        Map<String, String> all = Map.of("username", user.email(), "password", Admin.PASSWORD, "code", "000000");
        assertThat(browser.post(password, all).isBackInTheApp())
                .as("the password once more")
                .isFalse();
        for (String provider : List.of(PASSWORD_FORM, "auth-cookie", "organization", "identity-provider-redirector")) {
            String other = refresh(challenged)
                    .action("gatehouse-code-form")
                    .replaceFirst("execution=[^&]*", "execution=" + flows.executionId("gatehouse browser", provider));
            assertThat(browser.post(other, all).isBackInTheApp()).as(provider).isFalse();
            assertThat(browser.get(other).isBackInTheApp()).as(provider).isFalse();
        }
        String right = refresh(challenged).action("gatehouse-code-form");
        Map<String, String> code = Map.of("code", Codes.latest(server, user));
        browser.post(right, code).tokens();
        assertThat(browser.signOut().post(right, code).isBackInTheApp())
                .as("the code once more")
                .isFalse();
    }

    @Test
    @DisplayName("tryAnotherWay / authenticationExecution")
    void noOtherAuthenticatorCanBeTriedBesideTheCode() {
        Admin.User user = admin.newUser("agent");
        Page challenged = server.newBrowser().login("workspace", user);
        for (String provider : List.of("auth-cookie", "organization", "identity-provider-redirector", PASSWORD_FORM)) {
            Page other = choose(challenged, flows.executionId("gatehouse browser", provider));
            assertThat(other.isBackInTheApp()).as(provider).isFalse();
            challenged = refresh(challenged);
            assertThat(challenged.hasCodeField()).as("after %s", provider).isTrue();
        }
        Page choice =
                challenged.browser().post(challenged.action("gatehouse-code-form"), Map.of("tryAnotherWay", "on"));
        assertThat(choice.choices()).as("the code alone").containsExactly(flows.executionId("gatehouse browser", MFA));
        choice.press("authenticationExecution")
                .enterCode(Codes.latest(server, user))
                .tokens();

        try (Admin.Restore cheap = flows.override(
                "workspace",
                Step.required(PASSWORD_FORM),
                Step.required(Step.alternative(MFA), Step.alternative(Step.required("allow-access-authenticator"))))) {
            String allow = flows.executionId(flows.nameOf("workspace"), "allow-access-authenticator");
            try (Admin.Restore open = admin.disabledAction(GATE)) {
                choose(server.newBrowser().login("workspace", admin.newUser("agent")), allow)
                        .tokens();
            }
            Page page = choose(server.newBrowser().login("workspace", admin.newUser("agent")), allow);
            assertThat(page.asksForCode())
                    .as("a cheap alternative, with the gate")
                    .isTrue();
        }
    }

    private static Page choose(Page page, String execution) {
        return page.browser().post(page.action("gatehouse-code-form"), Map.of("authenticationExecution", execution));
    }

    @Test
    @DisplayName("Restart / KC_RESTART")
    void aRestartSkipsNoCodeAndSendsOneOnlyForANewLogin() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        Page again = browser.login("workspace", user).startAgain();
        assertThat(again.asksForCode()).isFalse();
        Page challenged = again.enterPassword(user.email(), Admin.PASSWORD);
        assertThat(challenged.hasCodeField()).isTrue();
        assertThat(server.inbox().messages(user.email())).hasSize(1);

        String code = Codes.latest(server, user);
        for (int number = 1; number <= 4; number++) {
            challenged = challenged.enterCode(Codes.wrong(code, number));
        }
        assertThat(browser.cookies()).containsKey("KC_RESTART");
        browser.cookies().keySet().removeIf(name -> !name.equals("KC_RESTART"));
        Page restarted = refresh(challenged);
        assertThat(restarted.asksForCode()).as("out of the cookie").isFalse();
        challenged = restarted.enterPassword(user.email(), Admin.PASSWORD);
        assertThat(challenged.asksForCode()).isTrue();
        assertThat(challenged.postCode(code).isBackInTheApp())
                .as("the code of the login that the cookie was of")
                .isFalse();
        assertThat(server.inbox().messages(user.email()))
                .as("a new login has its own code")
                .hasSize(2);
    }

    @Test
    @DisplayName("Top-level ALTERNATIVE (cookie, SPNEGO, X509, IdP redirect)")
    void anAlternativeBesideTheMfaStepDoesNotBypassTheGate() {
        try (LateProvider late = new LateProvider(server, Map.of());
                // The password stands in for SPNEGO and X.509: anything that authenticates without the MFA step beside
                // it.
                Admin.Restore beside = flows.override(
                        "workspace",
                        Step.alternative("auth-cookie"),
                        Step.alternative("identity-provider-redirector"),
                        Step.alternative(PASSWORD_FORM),
                        Step.alternative(Step.required(PASSWORD_FORM), Step.required(MFA)))) {
            Admin.User user = admin.newUser("agent");
            Admin.User supervisor = late.newMember("supervisor");
            HttpBrowser browser = server.newBrowser();
            try (Admin.Restore open = admin.disabledAction(GATE)) {
                browser.login("workspace", user).tokens();
                browser.open("workspace").tokens();
                redirected(late, supervisor).tokens();
            }
            assertThat(browser.open("workspace").asksForCode()).as("cookie").isTrue();
            assertThat(server.newBrowser().login("workspace", user).asksForCode())
                    .as("SPNEGO, X509")
                    .isTrue();
            assertThat(redirected(late, supervisor).asksForCode())
                    .as("IdP redirect")
                    .isTrue();
        }
    }

    private Page redirected(LateProvider late, Admin.User user) {
        return server.newBrowser()
                .open("workspace", "kc_idp_hint=" + late.alias())
                .enterPassword(user.email(), Admin.PASSWORD);
    }

    @Test
    @DisplayName("SSO cookie to Dashboard, remember-me")
    void aSessionWithoutAProofOpensNoOtherApp() {
        Admin.User owner = admin.newUser("owner");
        HttpBrowser browser = server.newBrowser();
        try (Admin.Restore remembering = admin.realm(Map.of("rememberMe", true))) {
            try (Admin.Restore stock = flows.stock("workspace");
                    Admin.Restore open = admin.disabledAction(GATE)) {
                // Keycloak 26.5 requires it with the password too.
                browser.open("workspace")
                        .submit("kc-form-login", Map.of("username", owner.email(), "rememberMe", "on"))
                        .submit("kc-form-login", Map.of("password", Admin.PASSWORD, "rememberMe", "on"))
                        .tokens();
                assertThat(admin.get("/users/" + owner.id() + "/sessions")
                                .get(0)
                                .get("rememberMe")
                                .asBoolean())
                        .isTrue();
                restart(browser).open("dashboard").tokens();
            }
            Page silent = restart(browser).open("dashboard", "prompt=none");
            assertThat(silent.url()).contains("error=interaction_required");
            assertThat(browser.open("dashboard", "max_age=100000").asksForCode())
                    .isTrue();
            // Keycloak counts the age in whole seconds.
            Page again = await().atMost(Duration.ofSeconds(5))
                    .until(() -> browser.open("dashboard", "max_age=0"), Page::asksForPassword);
            assertThat(again.enterPassword(owner.email(), Admin.PASSWORD).asksForCode())
                    .isTrue();
            Page challenged = restart(browser).open("dashboard");
            assertThat(challenged.asksForCode()).isTrue();
            assertThat(
                            challenged.hasCodeField()
                                    ? challenged
                                            .enterCode(Codes.latest(server, owner))
                                            .isBackInTheApp()
                                    : challenged.hasSendButton())
                    .isTrue();
        }
    }

    /** Closes the browser and opens it again: only persistent cookies are left. */
    private static HttpBrowser restart(HttpBrowser browser) {
        browser.cookies()
                .keySet()
                .removeIf(name -> name.startsWith("AUTH_SESSION_ID")
                        || name.equals("KC_RESTART")
                        || name.equals("KC_AUTH_SESSION_HASH"));
        return browser;
    }

    @Test
    @DisplayName("Per-client flow override")
    void aFlowOfAnAppWithoutTheMfaStepDoesNotBypassTheGate() {
        try (Admin.Restore stock = flows.stock("workspace")) {
            Admin.User user = admin.newUser("agent");
            try (Admin.Restore open = admin.disabledAction(GATE)) {
                server.newBrowser().login("workspace", user).tokens();
            }
            Page page = server.newBrowser().login("workspace", user);
            assertThat(page.asksForCode()).as("with the gate").isTrue();
            assertThat(page.send()
                            .enterCode(Codes.latest(server, user))
                            .tokens()
                            .get("mfa")
                            .asText())
                    .isEqualTo("email");
        }
    }

    private static Page refresh(Page page) {
        return page.browser()
                .get(page.action(page.hasCodeField() ? "gatehouse-code-form" : "gatehouse-send-form")
                        .replaceFirst("session_code=[^&]*&", ""));
    }
}
