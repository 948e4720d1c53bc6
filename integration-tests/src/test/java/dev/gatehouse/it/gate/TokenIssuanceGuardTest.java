package dev.gatehouse.it.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.it.gate.UnmetRequirement.Ending;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.browser.EcpProgram;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.LoginTab;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.TokenEndpoint;
import dev.gatehouse.testsupport.browser.TokenEndpoint.Answer;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Verifies the defence against CVE-2026-133221 and similar vulnerabilities: no code and no assertion is issued while a requirement is
 * unmet, whichever endpoint completes the login. The guard is alone: there are no client policies here, and the endpoints bypass the
 * required actions.
 */
class TokenIssuanceGuardTest {

    private static final List<String> ENDPOINTS = List.of(
            "consent",
            "required-action",
            "authenticate",
            "registration",
            "reset-credentials",
            "action-token",
            "first-broker-login",
            "post-broker-login",
            "restart",
            "detached-info");
    private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final TokenEndpoint tokens = new TokenEndpoint(server);

    static Stream<Arguments> everything() {
        return Arrays.stream(Ending.values())
                .flatMap(ending -> Arrays.stream(UnmetRequirement.values()).map(unmet -> Arguments.of(ending, unmet)));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void noEndpointCompletesALoginWithAnUnmetRequirement(Ending ending, UnmetRequirement unmet) {
        try (Admin.Restore app = ending.added(server);
                Admin.Restore demand = unmet.required(admin, ending);
                Admin.Restore alone = admin.withoutClientPolicies()) {
            for (String endpoint : ENDPOINTS) {
                for (Map<String, String> fields :
                        List.of(Map.of("accept", "Yes"), Map.of("cancel-aia", "true"), Map.<String, String>of())) {
                    Admin.User user = admin.newUser("agent");
                    Page waiting = unmet.reached(server, ending, server.newBrowser(), user);
                    LoginTab tab = LoginTab.of(server, waiting);
                    for (String address : List.of(
                            tab.endpoint(endpoint),
                            tab.endpoint(endpoint, unmet.action()),
                            tab.endpoint(endpoint, "CONFIGURE_TOTP"))) {
                        Page answer = fields.isEmpty()
                                ? waiting.browser().get(address)
                                : waiting.browser().post(address, fields);
                        assertThat(ending.isReached(answer))
                                .as("%s %s: %s", address, fields, answer.url())
                                .isFalse();
                    }
                    assertNothingIsLeftOf(user);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void aRefusalLeavesNothingBehindAndTheUserContinues(Ending ending, UnmetRequirement unmet) {
        try (Admin.Restore app = ending.added(server);
                Admin.Restore demand = unmet.required(admin, ending);
                Admin.Restore alone = admin.withoutClientPolicies()) {
            Admin.User user = admin.newUser("agent");
            HttpBrowser browser = server.newBrowser();
            browser.login(ending.app().equals("oidc-app") ? "oidc-app" : "workspace", user, "wrong");
            await().until(() -> admin.failures(user) == 1);
            browser.signOut();
            Page waiting = unmet.reached(server, ending, browser, user);
            Map<String, String> cookies = new HashMap<>(browser.cookies());

            browser.stoppingBefore("/login-actions/required-action");
            Page refused = LoginTab.of(server, waiting).agree();
            assertThat(refused.url()).as("leads to the unmet requirement").contains("execution=" + unmet.action());
            assertThat(browser.cookies()).as("cookies").isEqualTo(cookies);
            assertNothingIsLeftOf(user);
            assertThat(events(user, "LOGIN")).isEmpty();
            assertThat(errors(user)).containsOnlyOnce(unmet.error());
            assertThat(admin.failures(user)).as("failed logins").isEqualTo(1);

            browser.goingOn();
            Page again = browser.get(refused.url());
            assertThat(unmet.isShown(again)).as(again.text()).isTrue();
            Page second = LoginTab.of(server, again).agree();
            assertThat(unmet.isShown(second))
                    .as("a second attack from there: %s", second.text())
                    .isTrue();
            assertNothingIsLeftOf(user);
            assertThat(admin.failures(user)).as("failed logins").isEqualTo(1);

            Page end = unmet.fulfilled(server, user, second);
            assertThat(ending.isReached(end)).as(end.url() + end.text()).isTrue();
            await().untilAsserted(() -> assertThat(admin.failures(user))
                    .as("failed logins after an honest one")
                    .isZero());
            assertThat(events(user, "LOGIN")).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void aRefusalInOneTabLeavesTheOtherTabAlone(Ending ending, UnmetRequirement unmet) {
        try (Admin.Restore app = ending.added(server);
                Admin.Restore demand = unmet.required(admin, ending);
                Admin.Restore alone = admin.withoutClientPolicies()) {
            Admin.User user = admin.newUser("agent");
            HttpBrowser browser = server.newBrowser();
            Page other = ending.open(server, browser);
            Page attacked = unmet.reached(server, ending, browser, user);
            Page refused = LoginTab.of(server, attacked).agree();
            assertThat(unmet.isShown(refused)).as(refused.text()).isTrue();
            assertNothingIsLeftOf(user);
            assertThat(ending.isReached(unmet.fulfilled(server, user, refused)))
                    .as("the attacked tab goes on")
                    .isTrue();
            assertThat(other.browser().get(other.url()).status())
                    .as("the other tab says something")
                    .isLessThan(500);
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void theOtherTabGoesOnAfterARefusal(Ending ending, UnmetRequirement unmet) {
        try (Admin.Restore app = ending.added(server);
                Admin.Restore demand = unmet.required(admin, ending);
                Admin.Restore alone = admin.withoutClientPolicies()) {
            Admin.User user = admin.newUser("agent");
            HttpBrowser browser = server.newBrowser();
            Page other = ending.open(server, browser);
            LoginTab.of(server, unmet.reached(server, ending, browser, user)).agree();
            Page there = other.enterPassword(user.email(), Admin.PASSWORD);
            assertThat(unmet.isShown(there)).as(there.text()).isTrue();
            assertThat(ending.isReached(unmet.fulfilled(server, user, there))).isTrue();
        }
    }

    @Test
    @DisplayName("A session from before the refusal stays as it was, for a missing role")
    void aSessionFromBeforeStaysAfterARefusalForARole() {
        try (Admin.Restore alone = admin.withoutClientPolicies()) {
            Admin.User agent = admin.newUser("agent");
            HttpBrowser browser = server.newBrowser();
            browser.loginCompletely("workspace", agent);
            JsonNode before = admin.get("/users/" + agent.id() + "/sessions");
            Page waiting = browser.open("dashboard");
            assertThat(UnmetRequirement.ROLE.isShown(waiting)).isTrue();
            assertThat(UnmetRequirement.ROLE.isShown(
                            LoginTab.of(server, waiting).agree()))
                    .isTrue();
            assertSame(admin.get("/users/" + agent.id() + "/sessions"), before);
            assertThat(browser.open("workspace", "prompt=none")
                            .tokens()
                            .get("sub")
                            .asText())
                    .isEqualTo(agent.id());
            assertThat(browser.refresh().status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("A session from before the refusal stays as it was, for a missing proof")
    void aSessionFromBeforeStaysAfterARefusalForAProof() {
        try (Admin.Restore alone = admin.withoutClientPolicies()) {
            Admin.User member = Company.INITECH.newMember(server, "agent");
            HttpBrowser browser = server.newBrowser();
            browser.loginAtCompany("workspace", member.email()).tokens();
            admin.grant(member, "supervisor");
            JsonNode before = admin.get("/users/" + member.id() + "/sessions");
            Page waiting = browser.open("dashboard");
            assertThat(UnmetRequirement.PROOF.isShown(waiting))
                    .as(waiting.text())
                    .isTrue();
            Page refused = LoginTab.of(server, waiting).agree();
            assertThat(UnmetRequirement.PROOF.isShown(refused)).isTrue();
            assertSame(admin.get("/users/" + member.id() + "/sessions"), before);
            assertThat(UnmetRequirement.PROOF
                            .fulfilled(server, member, refused)
                            .tokens()
                            .get("sub")
                            .asText())
                    .isEqualTo(member.id());
            assertThat(browser.open("workspace", "prompt=none")
                            .tokens()
                            .get("sub")
                            .asText())
                    .isEqualTo(member.id());
        }
    }

    private static void assertSame(JsonNode sessions, JsonNode before) {
        assertThat(sessions).hasSize(1);
        assertThat(sessions.get(0).get("id")).isEqualTo(before.get(0).get("id"));
        assertThat(sessions.get(0).get("clients")).isEqualTo(before.get(0).get("clients"));
    }

    /**
     * Keycloak creates its own protocol instance here, which bypasses the token issuance guard; its own evaluation of the required actions
     * refuses.
     */
    @ParameterizedTest
    @MethodSource("everything")
    @DisplayName("prompt=none, IsPassive: the required action refuses")
    void whereNoPageMayBeShownTheAnswerIsAnError(Ending ending, UnmetRequirement unmet) {
        try (Admin.Restore app = ending.added(server);
                Admin.Restore alone = admin.withoutClientPolicies()) {
            Admin.User user = admin.newUser("agent");
            HttpBrowser browser = server.newBrowser();
            try (Admin.Restore open = admin.disabledAction("gatehouse-mfa-gate")) {
                assertThat(ending.isReached(ending.open(server, browser).enterPassword(user.email(), Admin.PASSWORD)))
                        .isTrue();
                assertThat(ending.isReached(ending.openPassively(server, browser)))
                        .as("without a debt, to see that this test can fail")
                        .isTrue();
            }
            try (Admin.Restore demand = unmet.required(admin, ending)) {
                Page answer = ending.openPassively(server, browser);
                assertThat(ending.isReached(answer)).isFalse();
                assertThat(answer.isBackInTheApp()).as(answer.url()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("ECP: the required action refuses")
    void aProgramThatSignsInWithoutABrowserGetsNothing(UnmetRequirement unmet) {
        EcpProgram program = new EcpProgram(server);
        try (Admin.Restore client = program.registered(true);
                Admin.Restore alone = admin.withoutClientPolicies();
                Admin.Restore demand = unmet.required(admin, EcpProgram.ENTITY)) {
            Admin.User user = admin.newUser("agent");
            assertThat(program.login(user)).contains("NoPassive").doesNotContain("Assertion ");
            assertNothingIsLeftOf(user);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A device gets nothing from a login with an unmet requirement")
    void aDeviceThatWaitsGetsNothing(UnmetRequirement unmet) {
        Ending ending = Ending.CODE;
        Map<String, Object> television = Map.of(
                "attributes",
                Map.of("oauth2.device.authorization.grant.enabled", "true", "oauth2.device.polling.interval", "1"));
        try (Admin.Restore client = Clients.added(admin, ending.app(), television);
                Admin.Restore alone = admin.withoutClientPolicies()) {
            admin.overrideBrowserFlow(ending.app(), "browser");
            try (Admin.Restore demand = unmet.required(admin, ending)) {
                Admin.User user = admin.newUser("agent");
                JsonNode code = tokens.post(
                                "/protocol/openid-connect/auth/device",
                                Clients.by(ending.app(), Map.of("scope", "openid")))
                        .body();
                Page waiting = server.newBrowser()
                        .get(code.get("verification_uri_complete").asText())
                        .enterPassword(user.email(), Admin.PASSWORD);
                assertThat(unmet.isShown(waiting)).as(waiting.text()).isTrue();
                Page refused = LoginTab.of(server, waiting).agree();
                assertThat(unmet.isShown(refused)).as(refused.text()).isTrue();
                assertThat(poll(ending, code).error()).isEqualTo("authorization_pending");
                assertNothingIsLeftOf(user);
                unmet.fulfilled(server, user, refused).press("accept");
                await().atMost(Duration.ofSeconds(10))
                        .pollInterval(Duration.ofMillis(1100))
                        .until(() -> poll(ending, code).hasToken());
            }
        }
    }

    private Answer poll(Ending ending, JsonNode code) {
        return tokens.grant(
                DEVICE,
                Clients.by(
                        ending.app(),
                        Map.of("device_code", code.get("device_code").asText())));
    }

    @Test
    @DisplayName("An emailed link that should end with a page opens no session at the consent endpoint")
    void anEmailedLinkMeetsNoRequirementOfASession() {
        try (Admin.Restore alone = admin.withoutClientPolicies()) {
            Admin.User user = admin.newUser("agent");
            admin.send(
                    "PUT",
                    "/users/" + user.id() + "/execute-actions-email?client_id=workspace&redirect_uri="
                            + Admin.encode(HttpBrowser.CALLBACK),
                    List.of("UPDATE_PASSWORD"));
            HttpBrowser browser = server.newBrowser();
            Page form = browser.get(Codes.link(server, user)).press("open");
            assertThat(form.has("kc-passwd-update-form")).as(form.text()).isTrue();
            Page answer = LoginTab.of(server, form).agree();
            assertThat(answer.isBackInTheApp()).as(answer.url()).isFalse();
            assertNothingIsLeftOf(user);
            assertThat(browser.cookies()).doesNotContainKey("KEYCLOAK_IDENTITY");
        }
    }

    @Test
    @DisplayName("A realm that uses neither the gate nor the access to apps is as Keycloak has it")
    void aRealmThatUsesNothingOfItIsStock() {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore alone = admin.withoutClientPolicies();
                Admin.Restore gate = admin.disabledAction("gatehouse-mfa-gate");
                Admin.Restore access = admin.disabledAction("gatehouse-app-access");
                Admin.Restore app = Ending.CODE.added(server)) {
            HttpBrowser browser = server.newBrowser();
            Ending.CODE.open(server, browser).enterPassword(user.email(), "wrong");
            await().until(() -> admin.failures(user) == 1);
            assertThat(Ending.CODE.isReached(
                            Ending.CODE.open(server, browser).enterPassword(user.email(), Admin.PASSWORD)))
                    .isTrue();
            await().untilAsserted(() -> assertThat(admin.failures(user)).isZero());
        }
    }

    @Test
    void theLogSaysThatTheTokenIssuanceGuardIsInForce() {
        assertThat(server.log())
                .contains(
                        "GATEHOUSE-901 The token issuance guard is active for openid-connect",
                        "GATEHOUSE-901 The token issuance guard is active for saml");
    }

    private void assertNothingIsLeftOf(Admin.User user) {
        assertThat(admin.get("/users/" + user.id() + "/sessions"))
                .as("sessions")
                .isEmpty();
        assertThat(admin.get("/users/" + user.id() + "/consents"))
                .as("consents")
                .isEmpty();
    }

    private List<JsonNode> events(Admin.User user, String type) {
        return admin.events(user).stream()
                .filter(event -> event.get("type").asText().equals(type))
                .toList();
    }

    private List<String> errors(Admin.User user) {
        return events(user, "LOGIN_ERROR").stream()
                .map(event -> event.path("error").asText())
                .toList();
    }
}
