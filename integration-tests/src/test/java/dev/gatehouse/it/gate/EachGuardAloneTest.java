package dev.gatehouse.it.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.it.gate.UnmetRequirement.Ending;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.browser.EcpProgram;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.LoginTab;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.TokenEndpoint;
import dev.gatehouse.testsupport.browser.TokenEndpoint.Answer;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Verifies the required actions and the client policies each alone, on a server whose token issuance guard is switched off. The guard alone
 * is verified in {@link TokenIssuanceGuardTest}; what gets through here shows that those tests can fail.
 */
@Tag("slow")
class EachGuardAloneTest {

    private static TestServer server;
    private static Admin admin;

    @BeforeAll
    static void start() {
        server = TestServer.with(
                "no-last-door",
                List.of(
                        "--spi-login-protocol--openid-connect--last-door=false",
                        "--spi-login-protocol--saml--last-door=false"));
        admin = server.admin();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> everything() {
        return Arrays.stream(Ending.values())
                .flatMap(ending -> Arrays.stream(UnmetRequirement.values()).map(unmet -> Arguments.of(ending, unmet)));
    }

    @ParameterizedTest
    @MethodSource("everything")
    @DisplayName(
            "Without the token issuance guard and client policies, the consent endpoint completes a login with an unmet requirement")
    void withoutTheTokenIssuanceGuardTheVulnerabilityIsOpen(Ending ending, UnmetRequirement unmet) {
        try (Admin.Restore app = ending.added(server);
                Admin.Restore demand = unmet.required(admin, ending);
                Admin.Restore open = admin.withoutClientPolicies()) {
            Admin.User user = admin.newUser("agent");
            Page waiting = unmet.reached(server, ending, server.newBrowser(), user);
            assertThat(ending.isReached(LoginTab.of(server, waiting).agree())).isTrue();
            assertThat(admin.get("/users/" + user.id() + "/sessions")).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Client policies alone: the code of such a login gets no tokens")
    void theClientPoliciesAloneGiveNoTokensForSuchACode(UnmetRequirement unmet) {
        Ending ending = Ending.CODE;
        try (Admin.Restore app = ending.added(server);
                Admin.Restore demand = unmet.required(admin, ending)) {
            HttpBrowser browser = server.newBrowser();
            Page waiting = unmet.reached(server, ending, browser, admin.newUser("agent"));
            Page end = LoginTab.of(server, waiting).agree();
            assertThat(ending.isReached(end)).as(end.url()).isTrue();
            assertThat(browser.exchangeCode(end.url()).text())
                    .contains("invalid_grant")
                    .doesNotContain("access_token")
                    .contains(unmet == UnmetRequirement.PROOF ? "not secured as required" : "may not use this app");
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    @DisplayName("Required actions alone: they hold where Keycloak evaluates them, whatever kc_action says")
    void theRequiredActionsAloneHoldWhereKeycloakEvaluatesThem(Ending ending, UnmetRequirement unmet) {
        try (Admin.Restore app = ending.added(server);
                Admin.Restore demand = unmet.required(admin, ending);
                Admin.Restore open = admin.withoutClientPolicies()) {
            Admin.User user = admin.newUser("agent");
            Page waiting = unmet.reached(server, ending, server.newBrowser(), user);
            LoginTab tab = LoginTab.of(server, waiting);
            for (String endpoint :
                    List.of("required-action", "authenticate", "restart", "post-broker-login", "first-broker-login")) {
                assertThat(ending.isReached(waiting.browser().get(tab.endpoint(endpoint))))
                        .as(endpoint)
                        .isFalse();
            }
            if (ending == Ending.CODE) {
                Page named = server.newBrowser()
                        .open(ending.app(), "kc_action=" + unmet.action())
                        .enterPassword(user.email(), Admin.PASSWORD);
                assertThat(unmet.isShown(named)).as(named.url()).isTrue();
            }
            assertThat(admin.get("/users/" + user.id() + "/sessions")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    @DisplayName("Required actions alone: prompt=none and IsPassive")
    void theRequiredActionsAloneHoldWhereNoPageMayBeShown(Ending ending, UnmetRequirement unmet) {
        try (Admin.Restore app = ending.added(server);
                Admin.Restore open = admin.withoutClientPolicies()) {
            HttpBrowser browser = server.newBrowser();
            try (Admin.Restore gate = admin.disabledAction("gatehouse-mfa-gate")) {
                Page page = ending.open(server, browser)
                        .enterPassword(admin.newUser("agent").email(), Admin.PASSWORD);
                assertThat(ending.isReached(page)).isTrue();
            }
            try (Admin.Restore demand = unmet.required(admin, ending)) {
                assertThat(ending.isReached(ending.openPassively(server, browser)))
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Required actions alone: ECP")
    void theRequiredActionAloneHoldsForEcp(UnmetRequirement unmet) {
        EcpProgram program = new EcpProgram(server);
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore client = program.registered(true);
                Admin.Restore open = admin.withoutClientPolicies()) {
            try (Admin.Restore demand = unmet.required(admin, EcpProgram.ENTITY)) {
                assertThat(program.login(user)).contains("NoPassive").doesNotContain("Assertion ");
            }
            try (Admin.Restore gate = admin.disabledAction("gatehouse-mfa-gate")) {
                assertThat(program.login(user))
                        .as("without a debt, to see that this test can fail")
                        .contains("Assertion ");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Required actions alone, then client policies alone: a device")
    void aDeviceGetsNothingByEitherGuard(UnmetRequirement unmet) {
        Map<String, Object> television = Map.of(
                "attributes",
                Map.of("oauth2.device.authorization.grant.enabled", "true", "oauth2.device.polling.interval", "1"));
        try (Admin.Restore client = Clients.added(admin, "television", television)) {
            admin.overrideBrowserFlow("television", "browser");
            try (Admin.Restore demand = unmet.required(admin, "television")) {
                JsonNode code = deviceCode();
                Page waiting = server.newBrowser()
                        .get(code.get("verification_uri_complete").asText())
                        .enterPassword(admin.newUser("agent").email(), Admin.PASSWORD);
                assertThat(unmet.isShown(waiting))
                        .as("required action: %s", waiting.text())
                        .isTrue();
                assertThat(poll(code).error()).isEqualTo("authorization_pending");
                LoginTab.of(server, waiting).agree();
                await().atMost(Duration.ofSeconds(10))
                        .pollInterval(Duration.ofMillis(1100))
                        .until(() -> !poll(code).error().equals("slow_down"));
                Answer refused = poll(code);
                assertThat(refused.hasToken()).as("client policy").isFalse();
                assertThat(refused.error()).isNotEqualTo("authorization_pending");
            }
        }
    }

    private static JsonNode deviceCode() {
        return new TokenEndpoint(server)
                .post("/protocol/openid-connect/auth/device", Clients.by("television", Map.of("scope", "openid")))
                .body();
    }

    private static Answer poll(JsonNode code) {
        return new TokenEndpoint(server)
                .grant(
                        "urn:ietf:params:oauth:grant-type:device_code",
                        Clients.by(
                                "television",
                                Map.of("device_code", code.get("device_code").asText())));
    }

    /** The lifetime of a proof is 12 hours for devices and for sessions; no endpoint extends it. */
    @Test
    @DisplayName("Client policies alone: the code of a login whose proof is too old gets no tokens")
    void theClientPoliciesAloneRequireAProofThatIsNotTooOld() {
        Admin.User supervisor = Company.INITECH.newMember(server, "supervisor");
        HttpBrowser browser = server.newBrowser();
        browser.loginAtCompany("workspace", supervisor.email())
                .send()
                .enterCode(Codes.latest(server, supervisor))
                .tokens();
        try (ServerClock clock = ServerClock.of(server);
                Admin.Restore stock = new Flows(admin).stock("dashboard")) {
            browser.open("dashboard").tokens();
            clock.advance(Duration.ofHours(13));
            Page waiting = browser.open("dashboard");
            assertThat(waiting.asksForCode()).as(waiting.text()).isTrue();
            Page end = LoginTab.of(server, waiting).agree();
            assertThat(end.url()).as("nothing else stops it here").contains("code=");
            assertThat(browser.exchangeCode(end.url()).text())
                    .contains("not secured as required")
                    .doesNotContain("access_token");
        }
    }

    @Test
    void theLogSaysThatTheTokenIssuanceGuardIsSwitchedOff() {
        assertThat(server.log())
                .contains(
                        "GATEHOUSE-902 The token issuance guard was switched off for openid-connect",
                        "GATEHOUSE-902 The token issuance guard was switched off for saml");
    }
}
